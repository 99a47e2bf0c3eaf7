// The lines around a hunk, found without an index of the whole file.

#ifndef PATCHGRAPH_ENGINE_GRAPH_HUNK_TEXT_H_
#define PATCHGRAPH_ENGINE_GRAPH_HUNK_TEXT_H_

#include <cstddef>

#include "absl/strings/string_view.h"
#include "engine/text/lines.h"

namespace patchgraph {

// Finds where lines start. Going on from one place to a near one is cheap, in
// either direction.
class LineSeeker {
 public:
  // Does not own the text.
  explicit LineSeeker(absl::string_view text) : text_(text) {}

  // The offset of a line, counted from 0; the end of the text for those beyond
  // the last.
  size_t OffsetOf(int line);

 private:
  absl::string_view text_;
  int line_ = 0;
  size_t offset_ = 0;
};

// Some lines of a file, by their numbers in the file.
class HunkText {
 public:
  HunkText() = default;
  // `range` and up to `lines_before` lines before it.
  HunkText(LineRange range, int lines_before, LineSeeker* seeker,
           absl::string_view text);

  const Lines& lines() const { return lines_; }
  // The same range in lines().
  LineRange Shift(LineRange range) const {
    return {range.begin - first_, range.end - first_};
  }
  absl::string_view Range(LineRange range) const {
    return lines_.Range(Shift(range));
  }

 private:
  int first_ = 0;
  Lines lines_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GRAPH_HUNK_TEXT_H_
