#ifndef PATCHGRAPH_ENGINE_TEXT_CHANGED_LINES_H_
#define PATCHGRAPH_ENGINE_TEXT_CHANGED_LINES_H_

#include "absl/types/span.h"

namespace patchgraph {

// One side of a diff that is being made: the lines, and for each line whether
// it is deleted (on the old side) or added (on the new side). The two sides
// have equally many unchanged lines. A view; the caller owns the arrays.
struct ChangedLines {
  absl::Span<const int> ids;
  absl::Span<char> changed;

  int size() const { return static_cast<int>(ids.size()); }

  ChangedLines Slice(int begin, int end) const {
    return {ids.subspan(begin, end - begin),
            changed.subspan(begin, end - begin)};
  }
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_CHANGED_LINES_H_
