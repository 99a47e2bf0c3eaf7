// Two groups of entries that were added at one place, made one.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_JOINED_ROWS_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_JOINED_ROWS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/resolve/textual/list_row.h"

namespace patchgraph {

// An entry of a list: a line, or several.
struct ListRow {
  absl::string_view text;  // whole lines
  std::string key;         // what the list is sorted by
  std::string name;        // what the entry is about: no list has two of one
};

// That takes one line.
ListRow RowOf(absl::string_view line);

// Entries of one list, with the blank lines around them and between them.
struct RowGroup {
  RowShape shape = RowShape::kNone;  // of those that take a line
  std::vector<ListRow> rows;
  std::string blank_before;
  std::string blank_between;
  std::string blank_behind;
};

// nullopt if there is anything in the text but rows of one shape, or if there
// is a blank line between them.
absl::optional<RowGroup> ReadRows(absl::string_view text);

// Entries of a list around the place, from the nearest on outwards.
struct RowsAround {
  std::vector<ListRow> before;
  std::vector<ListRow> behind;
};

// Both groups in the order that the list has; nullopt where the list, of at
// least three entries around, is not sorted, or the groups do not fit in.
absl::optional<std::string> JoinSorted(const RowGroup& ours,
                                       const RowGroup& theirs,
                                       const RowsAround& around);

// Whether both groups begin with one number and go up from there, or are of a
// list in which the place is the number: then somebody has to decide who keeps
// it, and nothing in the texts says who.
bool NumbersCollide(const RowGroup& ours, const RowGroup& theirs);

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

// Whether some entry of the one is about what an entry of the other is about.
bool ShareAName(const RowGroup& a, const RowGroup& b);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_JOINED_ROWS_H_
