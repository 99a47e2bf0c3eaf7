#include "engine/report/maintainability/markdown_report.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/report/maintainability/report_outline.h"
#include "engine/report/terminal_text.h"

namespace patchgraph {
namespace {

// A page that a forge still renders.
constexpr size_t kMostRows = 200;

// Characters that mean something wherever they stand.
constexpr char kMarks[] = "\\`*_{}[]!|~$";

// "- ", "+ ", "1. " and the like at the beginning of a text.
bool BeginsAList(absl::string_view text, size_t at) {
  if (text[at] == '-' || text[at] == '+' || text[at] == '=') return at == 0;
  if (text[at] != '.' && text[at] != ')') return false;
  for (size_t i = 0; i < at; ++i) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(text[i]))) return false;
  }
  return at > 0;
}

class MarkdownLayout {
 public:
  std::string Lay(const ReportOutline& outline,
                  const MaintainabilityReport& report) {
    absl::StrAppend(&text_, "# ", MarkdownText(outline.title), "\n\n**",
                    MarkdownText(outline.answer), "**",
                    MarkdownText(outline.summary), "\n\n");
    int number = 0;
    for (const std::string& reason : outline.reasons) {
      absl::StrAppend(&text_, ++number, ". ", MarkdownText(reason), "\n");
    }
    LayChanges(outline);
    for (const OutlineSection& section : outline.sections) Lay(section);
    if (!outline.left_out.empty()) {
      text_ += "\n## Left out\n\n";
      for (const std::string& sentence : outline.left_out) {
        absl::StrAppend(&text_, "- ", MarkdownText(sentence), "\n");
      }
    }
    absl::StrAppend(&text_, "\n---\npatchgraph ",
                    MarkdownText(report.version()), ", ",
                    MarkdownText(report.made_at()));
    if (!report.onto_id().empty()) {
      absl::StrAppend(&text_, ", onto ", MarkdownCode(report.onto_id()));
    }
    text_ += "\n";
    return text_;
  }

 private:
  void LayChanges(const ReportOutline& outline) {
    if (outline.changes.empty()) return;
    text_ += "\n## What would help\n\n";
    for (const ReportOutline::Change& change : outline.changes) {
      absl::StrAppend(&text_, "- **", MarkdownText(change.what),
                      "**: ", MarkdownText(change.effect), "  \n  ",
                      MarkdownCode(change.command), "\n");
    }
  }

  void Lay(const OutlineSection& section) {
    absl::StrAppend(&text_, "\n## ", MarkdownText(section.title), "\n\n");
    for (const std::string& sentence : section.sentences) {
      absl::StrAppend(&text_, "- ", MarkdownText(sentence), "\n");
    }
    for (const OutlineTable& table : section.tables) Lay(table);
  }

  void Lay(const OutlineTable& table) {
    absl::StrAppend(&text_, "\n<details><summary>", MarkdownText(table.title),
                    " (", table.rows.size(), ")</summary>\n\n|");
    for (const OutlineColumn& column : table.columns) {
      absl::StrAppend(&text_, " ", MarkdownText(column.title), " |");
    }
    text_ += "\n|";
    for (const OutlineColumn& column : table.columns) {
      text_ += column.is_number ? " ---: |" : " --- |";
    }
    text_ += "\n";
    const size_t shown = std::min(kMostRows, table.rows.size());
    for (size_t row = 0; row < shown; ++row) {
      text_ += "|";
      for (const std::string& cell : table.rows[row]) {
        absl::StrAppend(&text_, " ", MarkdownText(cell), " |");
      }
      text_ += "\n";
    }
    if (shown < table.rows.size()) {
      absl::StrAppend(&text_, "\nand ", table.rows.size() - shown, " more\n");
    }
    text_ += "\n</details>\n";
  }

  std::string text_;
};

}  // namespace

std::string MarkdownText(absl::string_view text) {
  const std::string visible = Visible(text);
  std::string escaped;
  for (size_t i = 0; i < visible.size(); ++i) {
    const char c = visible[i];
    const absl::string_view rest = absl::string_view(visible).substr(i + 1);
    if (absl::string_view(kMarks).find(c) != absl::string_view::npos ||
        BeginsAList(visible, i)) {
      escaped += '\\';
      escaped += c;
    } else if (c == '<') {
      escaped += "&lt;";
    } else if (c == '>') {
      escaped += "&gt;";
    } else if (c == '&') {
      escaped += "&amp;";
    } else if (c == '@' || c == '#') {
      // Forges look for people and issues in the page that comes out: only what
      // parts the text there keeps them from it.
      escaped += c;
      escaped += "<!-- -->";
    } else if (c == ':' && !rest.empty() && rest[0] != ' ' &&
               !absl::ascii_isdigit(static_cast<unsigned char>(rest[0]))) {
      escaped += "&#58;";  // no link to a page, and no emoji
    } else if (c == '.' && absl::EndsWithIgnoreCase(escaped, "www")) {
      escaped += "&#46;";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string MarkdownCode(absl::string_view text) {
  const std::string visible = Visible(text);
  size_t longest = 0;
  size_t run = 0;
  for (const char c : visible) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const bool at_an_end =
      !visible.empty() && (visible.front() == '`' || visible.back() == '`');
  const absl::string_view space = at_an_end ? " " : "";
  return absl::StrCat(fence, space, visible, space, fence);
}

std::string RenderMarkdownReport(const MaintainabilityReport& report) {
  return MarkdownLayout().Lay(OutlineOf(report), report);
}

}  // namespace patchgraph
