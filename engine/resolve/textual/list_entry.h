// Entries of lists that take several lines each.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_LIST_ENTRY_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_LIST_ENTRY_H_

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/resolve/textual/joined_rows.h"
#include "engine/text/lines.h"

namespace patchgraph {

enum class EntryShape {
  kNone,        // a file that is no list of such entries
  kMaintainer,  // of MAINTAINERS: a title, then "M:" and its kin; by title
  kConfig,      // of a Kconfig file: "config NAME" and what is indented below
};
EntryShape EntryShapeOf(absl::string_view path);

// The entries of a text that is made of nothing else, whole ones: the rows of
// the group, without the blank lines behind them. nullopt otherwise.
absl::optional<RowGroup> ReadEntries(EntryShape shape, absl::string_view text);

// Of the entries around a place, as far as nothing else stands between, what
// they are sorted by.
RowsAround EntriesAround(EntryShape shape, const Lines& file, LineRange place);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_LIST_ENTRY_H_
