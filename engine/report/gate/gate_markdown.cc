// RenderGateMarkdown of gate_text.h.

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/report/gate/gate_parts.h"
#include "engine/report/gate/gate_text.h"
#include "engine/report/terminal_text.h"

namespace patchgraph {
namespace {

// A comment of GitHub's takes 65,536 characters.
constexpr size_t kMostRows = 100;

// `text` on one line, where every character stands for itself.
std::string Plain(absl::string_view text) {
  std::string plain;
  for (const char c : Visible(text)) {
    switch (c) {
      case '&':
        plain.append("&amp;");
        break;
      case '<':
        plain.append("&lt;");
        break;
      case '>':
        plain.append("&gt;");
        break;
      case '@':  // people and issues are not told of it
      case '#':
        plain.push_back(c);
        plain.append("\u200B");
        break;
      case '\\':
      case '`':
      case '*':
      case '_':
      case '{':
      case '}':
      case '[':
      case ']':
      case '(':
      case ')':
      case '|':
      case '~':
      case '!':
      case '$':
        plain.push_back('\\');
        plain.push_back(c);
        break;
      case ':':  // no address becomes a link
        plain.append(":\u200B");
        break;
      default:
        plain.push_back(c);
    }
  }
  return plain;
}

// The same in a fixed width; a table's cell ends at a bar even there.
std::string Code(absl::string_view text) {
  std::string code = "<code>";
  for (const char c : Visible(text)) {
    if (c == '&') {
      code.append("&amp;");
    } else if (c == '<') {
      code.append("&lt;");
    } else if (c == '>') {
      code.append("&gt;");
    } else if (absl::string_view("|`*_[]\\~@#:$").find(c) !=
               absl::string_view::npos) {
      absl::StrAppend(&code, "&#", static_cast<int>(c), ";");
    } else {
      code.push_back(c);
    }
  }
  return code + "</code>";
}

std::string IconOf(absl::string_view level) {
  return level == "error" ? "❌" : level == "warning" ? "⚠️" : "ℹ️";
}

void AddVerdicts(const GateReport& report, std::string* out) {
  bool any = false;
  for (const GateVerdict& verdict : report.verdicts()) {
    const bool excepted = verdict.outcome() == "excepted";
    if (verdict.outcome() != "fail" && !excepted) continue;
    if (!any) {
      absl::StrAppend(out,
                      "\n| | limit | measured | why |\n|---|---|---|---|\n");
    }
    any = true;
    absl::StrAppend(
        out, "| ",
        excepted
            ? std::string("excepted")
            : absl::StrCat(IconOf(verdict.severity()), " ", verdict.severity()),
        " | ", Code(LimitWithGroup(verdict)), " | ", Plain(verdict.message()),
        " | ", Plain(verdict.reason()), " |\n");
  }
}

void AddItems(const GateReport& report, std::string* out) {
  std::vector<const GateFinding*> findings;
  for (const GateFinding& finding : report.findings()) {
    if (!finding.level().empty()) findings.push_back(&finding);
  }
  if (findings.empty()) return;
  absl::StrAppend(out, "\n<details><summary>", findings.size(),
                  findings.size() == 1 ? " finding" : " findings",
                  "</summary>\n\n| | where | what | patch |\n"
                  "|---|---|---|---|\n");
  for (size_t i = 0; i < findings.size() && i < kMostRows; ++i) {
    const Finding& finding = findings[i]->finding();
    absl::StrAppend(
        out, "| ", IconOf(findings[i]->level()), " | ",
        finding.path().empty()
            ? Plain(finding.stack())
            : Code(finding.line() > 0
                       ? absl::StrCat(finding.path(), ":", finding.line())
                       : finding.path()),
        " | ", Plain(finding.message()), " | ",
        finding.patch().empty() ? std::string() : Code(finding.patch()),
        " |\n");
  }
  if (findings.size() > kMostRows) {
    absl::StrAppend(out, "\nand ", findings.size() - kMostRows, " more\n");
  }
  absl::StrAppend(out, "\n</details>\n");
}

}  // namespace

std::string RenderGateMarkdown(const GateReport& report) {
  std::string out =
      absl::StrCat("### ", report.passed() ? "✅" : "❌",
                   " patchgraph gate: ", Plain(GateHeadline(report)), "\n");
  AddVerdicts(report, &out);
  AddItems(report, &out);
  absl::StrAppend(&out, "\n", OtherLimits(report), ".\n");
  std::vector<std::string> notes = ExceptionNotes(report);
  notes.insert(notes.end(), report.notes().begin(), report.notes().end());
  for (const std::string& note : notes) {
    absl::StrAppend(&out, "\n- ", Plain(note));
  }
  if (!notes.empty()) out.push_back('\n');
  return out;
}

}  // namespace patchgraph
