// Files that are looked for in one release after the other.

#ifndef PATCHGRAPH_ENGINE_FORECAST_FOLLOWED_FILES_H_
#define PATCHGRAPH_ENGINE_FORECAST_FOLLOWED_FILES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/model/file_state.h"
#include "engine/model/tree.h"

namespace patchgraph {

// A file of one tree.
struct FollowedFile {
  std::string path;                // there; its last one where it is gone
  absl::optional<FileState> file;  // unset: it is not there
};

// For each of `paths` (as they are called in `base`) a list of what it is in
// each of `trees`, which are in the order of time; `base` is as old as
// trees[base_position], or, where that is negative, of unknown age. A file that
// upstream renames after that is followed. In older trees it is looked for
// under the one name only.
absl::StatusOr<std::vector<std::vector<FollowedFile>>> FollowFiles(
    absl::Span<const std::string> paths,
    absl::Span<const std::shared_ptr<const Tree>> trees, int base_position);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORECAST_FOLLOWED_FILES_H_
