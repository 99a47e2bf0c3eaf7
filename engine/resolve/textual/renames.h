#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_RENAMES_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_RENAMES_H_

#include <string>

#include "absl/container/btree_map.h"
#include "absl/strings/string_view.h"
#include "engine/text/merge.h"

namespace patchgraph {

// Old name -> new name; views into the texts of the merge.
using NameMap = absl::btree_map<absl::string_view, absl::string_view>;

// Whether a text has this name as a word of its own.
bool UsesName(absl::string_view text, absl::string_view name);

// Those of the names in `used` that one side of a merge, kOurs or kTheirs, has
// renamed throughout the file.
NameMap RenamesOf(const FileMerge& merge, Side side, absl::string_view used);

// The text with the new names.
std::string Renamed(absl::string_view text, const NameMap& names);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_RENAMES_H_
