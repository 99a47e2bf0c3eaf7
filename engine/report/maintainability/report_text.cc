#include "engine/report/maintainability/report_text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/report/maintainability/report_outline.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr size_t kRowsShown = 3;
constexpr size_t kChangesShown = 3;
constexpr int kIndent = 2;
constexpr char kCellIndent[] = "    ";
constexpr int kGap = 2;
// Columns of a table that are wider are cut, the first at its beginning: the
// end of a path says more.
constexpr int kWidestFirst = 44;
constexpr int kWidest = 36;

Ink InkOfAnswer(const std::string& answer) {
  if (answer == "carry") return Ink::kGood;
  return answer == "carry switched off" ? Ink::kNotice : Ink::kBad;
}

class TextLayout {
 public:
  explicit TextLayout(const TextStyle& style) : style_(style) {}

  std::string Lay(const ReportOutline& outline, const std::string& answer) {
    Heading(Visible(outline.title), Ink::kBold);
    absl::StrAppend(&text_,
                    Paint(Visible(outline.answer), InkOfAnswer(answer), style_),
                    Visible(outline.summary), "\n");
    int number = 0;
    for (const std::string& reason : outline.reasons) {
      Item(absl::StrCat(++number, ". ", Visible(reason)), kIndent);
    }
    LayChanges(outline);
    for (const OutlineSection& section : outline.sections) Lay(section);
    if (!outline.left_out.empty()) {
      text_ += "\n";
      Heading("Left out", Ink::kBold);
      for (const std::string& sentence : outline.left_out) {
        Item(Visible(sentence), kIndent);
      }
    }
    return text_;
  }

 private:
  void Heading(const std::string& visible, Ink ink) {
    absl::StrAppend(&text_, Paint(visible, ink, style_), "\n");
  }

  // A paragraph whose later lines stand under its first.
  void Item(const std::string& visible, int indent) {
    text_ += Paragraph(visible, Width(), indent);
  }

  int Width() const { return std::max(40, style_.width); }

  void LayChanges(const ReportOutline& outline) {
    if (outline.changes.empty()) return;
    text_ += "\n";
    Heading("What would help", Ink::kBold);
    const size_t shown = style_.verbose
                             ? outline.changes.size()
                             : std::min(kChangesShown, outline.changes.size());
    for (size_t i = 0; i < shown; ++i) {
      const ReportOutline::Change& change = outline.changes[i];
      Item(absl::StrCat(Visible(change.what), ": ", Visible(change.effect)),
           kIndent);
      absl::StrAppend(&text_, kCellIndent,
                      Paint(Visible(change.command), Ink::kFaint, style_),
                      "\n");
    }
    if (shown < outline.changes.size()) {
      Item(absl::StrCat("and ", outline.changes.size() - shown,
                        " more (--verbose)"),
           kIndent);
    }
  }

  void Lay(const OutlineSection& section) {
    text_ += "\n";
    Heading(Visible(section.title), Ink::kBold);
    for (const std::string& sentence : section.sentences) {
      Item(Visible(sentence), kIndent);
    }
    for (const OutlineTable& table : section.tables) {
      if (style_.verbose || !table.is_detail) Lay(table);
    }
  }

  std::string Cell(const std::string& cell, bool first) const {
    std::string visible = Visible(cell);
    if (style_.verbose) return visible;
    return first ? CutBeginning(visible, kWidestFirst)
                 : CutEnd(visible, kWidest);
  }

  void Lay(const OutlineTable& table) {
    const size_t shown = style_.verbose
                             ? table.rows.size()
                             : std::min(kRowsShown, table.rows.size());
    std::vector<int> widths;
    for (size_t column = 0; column < table.columns.size(); ++column) {
      int width = DisplayWidth(table.columns[column].title);
      for (size_t row = 0; row < shown; ++row) {
        width = std::max(
            width, DisplayWidth(Cell(table.rows[row][column], column == 0)));
      }
      widths.push_back(width);
    }
    std::vector<std::string> titles;
    for (const OutlineColumn& column : table.columns) {
      titles.push_back(column.title);
    }
    absl::StrAppend(&text_, std::string(kIndent, ' '),
                    Paint(table.title, Ink::kFaint, style_), "\n");
    Row(table, titles, widths, Ink::kFaint);
    for (size_t row = 0; row < shown; ++row) {
      Row(table, table.rows[row], widths, Ink::kPlain);
    }
    if (shown < table.rows.size()) {
      absl::StrAppend(&text_, kCellIndent, "and ", table.rows.size() - shown,
                      " more\n");
    }
  }

  void Row(const OutlineTable& table, const std::vector<std::string>& cells,
           const std::vector<int>& widths, Ink ink) {
    std::string line = kCellIndent;
    for (size_t column = 0; column < cells.size(); ++column) {
      const std::string cell = Cell(cells[column], column == 0);
      const int missing = widths[column] - DisplayWidth(cell);
      const std::string fill(static_cast<size_t>(std::max(0, missing)), ' ');
      const bool right = table.columns[column].is_number;
      absl::StrAppend(&line, right ? fill : "", cell, right ? "" : fill,
                      std::string(kGap, ' '));
    }
    line.erase(line.find_last_not_of(' ') + 1);
    if (style_.terminal) line = CutEnd(line, Width());
    absl::StrAppend(&text_, Paint(line, ink, style_), "\n");
  }

  const TextStyle& style_;
  std::string text_;
};

}  // namespace

std::string RenderReportText(const MaintainabilityReport& report,
                             const TextStyle& style) {
  return TextLayout(style).Lay(OutlineOf(report), report.judgement().answer());
}

}  // namespace patchgraph
