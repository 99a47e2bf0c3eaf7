// RenderGateMarkdown of gate_text.h.

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/report/gate/gate_parts.h"
#include "engine/report/gate/gate_text.h"
#include "engine/report/maintainability/markdown_report.h"
#include "engine/report/terminal_text.h"

namespace patchgraph {
namespace {

// A comment of GitHub's takes 65,536 characters.
constexpr size_t kMostRows = 100;

// `text` in a fixed width. Not MarkdownCode: a table's cell ends at a bar even
// between backquotes.
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
                   absl::string_view::npos ||
               (c == '.' && absl::EndsWithIgnoreCase(code, "www"))) {
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
    absl::StrAppend(out, "| ",
                    excepted ? std::string("excepted")
                             : absl::StrCat(IconOf(verdict.severity()), " ",
                                            verdict.severity()),
                    " | ", Code(LimitWithGroup(verdict)), " | ",
                    MarkdownText(verdict.message()), " | ",
                    MarkdownText(verdict.reason()), " |\n");
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
            ? MarkdownText(finding.stack())
            : Code(finding.line() > 0
                       ? absl::StrCat(finding.path(), ":", finding.line())
                       : finding.path()),
        " | ", MarkdownText(finding.message()), " | ",
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
  std::string out = absl::StrCat(
      "### ", report.passed() ? "✅" : "❌",
      " patchgraph gate: ", MarkdownText(GateHeadline(report)), "\n");
  AddVerdicts(report, &out);
  AddItems(report, &out);
  absl::StrAppend(&out, "\n", OtherLimits(report), ".\n");
  std::vector<std::string> notes = ExceptionNotes(report);
  notes.insert(notes.end(), report.notes().begin(), report.notes().end());
  for (const std::string& note : notes) {
    absl::StrAppend(&out, "\n- ", MarkdownText(note));
  }
  if (!notes.empty()) out.push_back('\n');
  return out;
}

}  // namespace patchgraph
