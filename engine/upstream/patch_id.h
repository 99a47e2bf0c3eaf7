// What a change is, wherever in its files it stands: two changes with one patch
// id are the same patch.

#ifndef PATCHGRAPH_ENGINE_UPSTREAM_PATCH_ID_H_
#define PATCHGRAPH_ENGINE_UPSTREAM_PATCH_ID_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "engine/apply/patch_step.h"
#include "engine/git/git_tree_diff.h"
#include "engine/model/object_id.h"

namespace patchgraph {

// Changes with equal ids have equal `git patch-id --stable` of what
// `git diff --no-renames` prints, and the other way round: the same lines go
// and come within the same three lines of context, white space and line numbers
// aside. A binary file's change is its two object ids. The ids themselves are
// not git's.
//
// `changes` are in the order of their paths, as DiffGitTrees() gives them. The
// blobs of the changed files are read, and no others.
absl::StatusOr<ObjectId> PatchIdOf(absl::Span<const ChangedFile> changes);

// What can be said without reading a blob: which paths are changed, added and
// deleted. Changes with equal patch ids have equal keys.
ObjectId PatchKeyOf(absl::Span<const ChangedFile> changes);

// The change that a patch makes to its base, for the two above: a rename is a
// file that goes and one that comes. A file whose content and mode end as they
// began is not in it.
std::vector<ChangedFile> ChangesOf(const PatchStep& step);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_UPSTREAM_PATCH_ID_H_
