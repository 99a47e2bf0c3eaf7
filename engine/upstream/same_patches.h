// Which of our commits upstream has as commits of its own: what git calls
// cherry-mark.

#ifndef PATCHGRAPH_ENGINE_UPSTREAM_SAME_PATCHES_H_
#define PATCHGRAPH_ENGINE_UPSTREAM_SAME_PATCHES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/git/git_commit.h"
#include "engine/git/git_repository.h"
#include "engine/model/object_id.h"

namespace patchgraph {

// For each of `ours` a commit of `upstream` with the same patch id, the last in
// the list if there are several; nullopt if there is none. Merges have no patch
// id. Commits that change other paths are told apart by their trees, so that
// blobs are read of candidates alone.
absl::StatusOr<std::vector<absl::optional<ObjectId>>> FindSamePatches(
    const GitRepository& repository, absl::Span<const GitCommit> upstream,
    absl::Span<const GitCommit> ours);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_UPSTREAM_SAME_PATCHES_H_
