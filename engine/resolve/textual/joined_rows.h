// Two groups of lines that were added at one place, made one.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_JOINED_ROWS_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_JOINED_ROWS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/resolve/textual/list_row.h"

namespace patchgraph {

// Rows of one list, with the blank lines around them.
struct RowGroup {
  RowShape shape = RowShape::kNone;
  std::vector<absl::string_view> rows;
  std::string blank_before;
  std::string blank_behind;
};

// nullopt if there is anything in the text but rows of one shape, or if there
// is a blank line between them.
absl::optional<RowGroup> ReadRows(absl::string_view text);

// Rows of a list around the place, from the nearest on outwards.
struct RowsAround {
  std::vector<absl::string_view> before;
  std::vector<absl::string_view> behind;
};

// Both groups in the order that the list has; nullopt where the list, of at
// least three rows around, is not sorted, or the groups do not fit in.
absl::optional<std::string> JoinSorted(const RowGroup& ours,
                                       const RowGroup& theirs,
                                       const RowsAround& around);

// Both groups by the numbers of their rows, which go up and of which no two are
// equal.
absl::optional<std::string> JoinNumbered(const RowGroup& ours,
                                         const RowGroup& theirs);

// First the one group, then the other with new numbers that go on from there;
// where both begin with the same number and go up.
absl::optional<std::string> JoinRenumbered(const RowGroup& kept,
                                           const RowGroup& renumbered,
                                           const RowsAround& around);

// First the one group, then the other, blank lines at the ends of all of it.
std::string JoinInTurn(const RowGroup& first, const RowGroup& second);

// Whether some row of the one is about what a row of the other is about.
bool ShareAName(const RowGroup& a, const RowGroup& b);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_JOINED_ROWS_H_
