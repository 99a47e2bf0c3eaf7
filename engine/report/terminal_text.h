// Foreign text made fit for a terminal, and measured as a terminal shows it.

#ifndef PATCHGRAPH_ENGINE_REPORT_TERMINAL_TEXT_H_
#define PATCHGRAPH_ENGINE_REPORT_TERMINAL_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace patchgraph {

// `text` on one line, with every character that a terminal would act on made
// visible: control characters as "^[", those above U+0080 and the ones that
// turn the direction of writing as "<U+202E>", bytes that are not UTF-8 as
// U+FFFD. A patch cannot send escape sequences through it.
std::string Visible(absl::string_view text);

// The same for a line of a file: tabs become spaces up to the next multiple of
// eight columns, and the line feed at the end goes. Another carriage return or
// line feed is shown like any control character.
std::string VisibleLine(absl::string_view line);

// The columns that visible text takes: none for marks that combine with the
// letter before them, two for the wide letters of East Asia.
int DisplayWidth(absl::string_view visible);

// `visible` in at most `width` columns; what is cut off becomes "…".
std::string CutEnd(absl::string_view visible, int width);
// The same for a path: its end says more than its beginning.
std::string CutBeginning(absl::string_view visible, int width);

// `visible` followed by spaces up to `width` columns.
std::string PadRight(absl::string_view visible, int width);

// `visible` in pieces of at most `width` columns, cut anywhere: code.
std::vector<std::string> CutIntoRows(absl::string_view visible, int width);

// `visible` in lines of at most `width` columns, broken between words. A longer
// word has a line of its own.
std::vector<std::string> WrapWords(absl::string_view visible, int width);

// The same as text: each line begins with `indent` spaces, which count, and
// ends in a line feed.
std::string Paragraph(absl::string_view visible, int width, int indent);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_TERMINAL_TEXT_H_
