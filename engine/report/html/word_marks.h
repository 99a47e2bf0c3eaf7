// Which words of a text are others than in the text it was made from.

#ifndef PATCHGRAPH_ENGINE_REPORT_HTML_WORD_MARKS_H_
#define PATCHGRAPH_ENGINE_REPORT_HTML_WORD_MARKS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace patchgraph {

// A part of a line: one run of marked or of unmarked text.
struct WordRun {
  std::string text;
  bool marked = false;
};

struct MarkedLine {
  std::vector<WordRun> runs;  // without the line feed
  bool changed = false;       // something in it, or the whole line, is marked
};

using MarkedText = std::vector<MarkedLine>;

// Two texts, each with the words marked that the other has not at that place.
// Lines that both have are not marked; where changed lines have little in
// common, they are marked as a whole: marks strewn over a line say nothing.
struct MarkedPair {
  MarkedText before;
  MarkedText after;
};

MarkedPair MarkWords(absl::string_view before, absl::string_view after);

// Two markings of one text as one: what either marks.
MarkedText UnitedMarks(const MarkedText& a, const MarkedText& b);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_HTML_WORD_MARKS_H_
