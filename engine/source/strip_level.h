// The -p level: how many leading components the names in a patch have in front
// of the paths in the tree.

#ifndef PATCHGRAPH_ENGINE_SOURCE_STRIP_LEVEL_H_
#define PATCHGRAPH_ENGINE_SOURCE_STRIP_LEVEL_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/model/patch.h"
#include "engine/model/tree.h"

namespace patchgraph {

// The name without `level` components, a row of slashes counted as one, as in
// patch(1). nullopt if it has too few of them.
absl::optional<absl::string_view> StripName(absl::string_view name, int level);

// Strips `level` components off every name and checks what is left. Of two
// names that differ still, where the patch renames nothing, the one that stands
// in `base` (if given) is taken, else the shorter. InvalidArgument, with file
// and line, for a name with too few components, an absolute one, or a path that
// CheckRepoPath refuses.
absl::Status StripPaths(int level, const Tree* base, Patch* patch);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_STRIP_LEVEL_H_
