// Texts of a file, side by side or one under the other.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_EXCERPTS_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_EXCERPTS_H_

#include <string>
#include <vector>

#include "engine/report/text_style.h"

namespace patchgraph {

// A line as it is shown.
struct ShownLine {
  std::string text;  // fit for a terminal
  char mark = ' ';   // '+': not in the base; '-': some side has it no more
};

struct ShownText {
  std::string title;
  std::vector<ShownLine> lines;
  int hidden = 0;                 // lines left out at the end
  bool ends_in_line_feed = true;  // or is empty
};

// The line feed at the end of each line is not shown. At most `most` lines are
// kept, and one more rather than a note that one more is missing.
ShownText ShowText(const std::string& title, const std::string& text,
                   size_t most);

// Sets the marks of three texts by comparing ours and theirs with the base.
// `base`, `ours` and `theirs` are the whole texts behind them.
void MarkChanges(const std::string& base, const std::string& ours,
                 const std::string& theirs, ShownText* shown_base,
                 ShownText* shown_ours, ShownText* shown_theirs);

// Takes off the indentation that all lines of all texts have in common: columns
// are narrow.
void TakeOffCommonIndent(std::vector<ShownText>* texts);

// Columns of the same width, `style.width` together, the lines wrapped in them.
std::string SideBySide(const std::vector<ShownText>& texts,
                       const TextStyle& style);

// A title line for each, its text below it.
std::string OneBelowAnother(const std::vector<ShownText>& texts,
                            const TextStyle& style);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_EXCERPTS_H_
