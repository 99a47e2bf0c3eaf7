// Lines of a text by their numbers, found without an index of all of them.

#ifndef PATCHGRAPH_ENGINE_GRAPH_LINE_SEEKER_H_
#define PATCHGRAPH_ENGINE_GRAPH_LINE_SEEKER_H_

#include <cstddef>

#include "absl/strings/string_view.h"
#include "engine/text/lines.h"

namespace patchgraph {

// Finds where lines start. From one place to a near one is not far, in either
// direction. Does not own the text.
class LineSeeker {
 public:
  explicit LineSeeker(absl::string_view text) : text_(text) {}

  // The bytes of a range of lines.
  absl::string_view Range(LineRange range) {
    const size_t begin = OffsetOf(range.begin);
    return text_.substr(begin, OffsetOf(range.end) - begin);
  }

  // The offset of a line, counted from 0; the end of the text for those beyond
  // the last.
  size_t OffsetOf(int line);

 private:
  void GoForward(int line);
  void GoBack(int line);

  absl::string_view text_;
  int line_ = 0;
  size_t offset_ = 0;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GRAPH_LINE_SEEKER_H_
