#include "engine/report/check/excerpts.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"
#include "engine/text/diff.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

constexpr int kIndent = 2;
constexpr absl::string_view kSeparator = " | ";
// A line of code fits; data in one endless line is cut.
constexpr size_t kRowsPerLine = 6;
// Of a line longer than this, no more is looked at: the rows are full by then.
constexpr size_t kBytesPerLine = 16384;

Ink InkOfMark(char mark) {
  if (mark == '+') return Ink::kGood;
  return mark == '-' ? Ink::kBad : Ink::kPlain;
}

// A row of a column, not yet padded.
struct Cell {
  std::string text;
  Ink ink = Ink::kPlain;
};

// The rows that a text takes in a column of `width`, its title first.
std::vector<Cell> Cells(const ShownText& text, int width) {
  std::vector<Cell> cells;
  for (const std::string& line : WrapWords(text.title, width)) {
    for (const std::string& row : CutIntoRows(line, width)) {
      cells.push_back({row, Ink::kBold});
    }
  }
  for (const ShownLine& line : text.lines) {
    const std::vector<std::string> rows = CutIntoRows(line.text, width - 2);
    const size_t shown = std::min(rows.size(), kRowsPerLine);
    for (size_t i = 0; i < shown; ++i) {
      const absl::string_view lead =
          i == 0 ? absl::string_view(&line.mark, 1) : " ";
      const bool cut = i + 1 == shown && shown < rows.size();
      cells.push_back({absl::StrCat(lead, " ", rows[i], cut ? "…" : ""),
                       InkOfMark(line.mark)});
    }
  }
  if (text.lines.empty()) cells.push_back({"  (nothing)", Ink::kFaint});
  if (text.hidden > 0) {
    cells.push_back(
        {absl::StrCat("  … ", text.hidden, " more lines"), Ink::kFaint});
  }
  // Two sides may differ in nothing else.
  if (!text.ends_in_line_feed) {
    cells.push_back({"  (no newline at the end)", Ink::kFaint});
  }
  return cells;
}

void MarkSide(const Lines& base, const std::string& side_text,
              ShownText* shown_base, ShownText* shown_side) {
  const Lines side(side_text);
  const auto mark = [](ShownText* shown, LineRange lines, char sign) {
    const int size = static_cast<int>(shown->lines.size());
    for (int i = lines.begin; i < std::min(lines.end, size); ++i) {
      shown->lines[i].mark = sign;
    }
  };
  for (const Edit& edit : Diff(base, side)) {
    mark(shown_base, edit.before(), '-');
    mark(shown_side, edit.after(), '+');
  }
}

}  // namespace

ShownText ShowText(const std::string& title, const std::string& text,
                   size_t most) {
  const Lines lines(text);
  size_t shown = lines.size();
  // A note about one line would take a line itself.
  if (shown > most + 1) shown = most;
  ShownText result;
  result.title = title;
  for (size_t i = 0; i < shown; ++i) {
    const absl::string_view line = lines[static_cast<int>(i)];
    result.lines.push_back({VisibleLine(line.substr(0, kBytesPerLine)), ' '});
  }
  result.ends_in_line_feed = text.empty() || text.back() == '\n';
  result.hidden = lines.size() - static_cast<int>(shown);
  return result;
}

void MarkChanges(const std::string& base, const std::string& ours,
                 const std::string& theirs, ShownText* shown_base,
                 ShownText* shown_ours, ShownText* shown_theirs) {
  const Lines base_lines(base);
  MarkSide(base_lines, ours, shown_base, shown_ours);
  MarkSide(base_lines, theirs, shown_base, shown_theirs);
}

void TakeOffCommonIndent(std::vector<ShownText>* texts) {
  size_t common = std::string::npos;
  for (const ShownText& text : *texts) {
    for (const ShownLine& line : text.lines) {
      // A blank line, of npos, takes part with nothing.
      common = std::min(common, line.text.find_first_not_of(' '));
    }
  }
  if (common == std::string::npos) return;
  for (ShownText& text : *texts) {
    for (ShownLine& line : text.lines) {
      line.text.erase(0, std::min(common, line.text.size()));
    }
  }
}

std::string SideBySide(const std::vector<ShownText>& texts,
                       const TextStyle& style) {
  const int count = static_cast<int>(texts.size());
  const int between = static_cast<int>(kSeparator.size()) * (count - 1);
  const int width = (style.width - kIndent - between) / count;
  std::vector<std::vector<Cell>> columns;
  size_t height = 0;
  for (const ShownText& text : texts) {
    // One column stays free for the "…" of a line that is cut.
    columns.push_back(Cells(text, width - 1));
    height = std::max(height, columns.back().size());
  }
  std::string out;
  for (size_t row = 0; row < height; ++row) {
    std::string line(kIndent, ' ');
    for (int i = 0; i < count; ++i) {
      if (i > 0) absl::StrAppend(&line, kSeparator);
      const Cell cell = row < columns[i].size() ? columns[i][row] : Cell();
      const int missing = std::max(0, width - DisplayWidth(cell.text));
      absl::StrAppend(&line, Paint(cell.text, cell.ink, style),
                      std::string(missing, ' '));
    }
    absl::StrAppend(&out, absl::StripTrailingAsciiWhitespace(line), "\n");
  }
  return out;
}

std::string OneBelowAnother(const std::vector<ShownText>& texts,
                            const TextStyle& style) {
  std::string out;
  for (const ShownText& text : texts) {
    const std::vector<Cell> cells = Cells(text, style.width - kIndent - 1);
    for (const Cell& cell : cells) {
      absl::StrAppend(
          &out, std::string(kIndent, ' '),
          Paint(absl::StripTrailingAsciiWhitespace(cell.text), cell.ink, style),
          "\n");
    }
  }
  return out;
}

}  // namespace patchgraph
