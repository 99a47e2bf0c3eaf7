// What differs between two trees of a git repository.

#ifndef PATCHGRAPH_ENGINE_GIT_GIT_TREE_DIFF_H_
#define PATCHGRAPH_ENGINE_GIT_GIT_TREE_DIFF_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/git/git_object_store.h"
#include "engine/model/file_state.h"

namespace patchgraph {

// A path whose file differs. Unset where there is none on that side; never
// unset on both.
struct ChangedFile {
  std::string path;
  absl::optional<FileState> before;
  absl::optional<FileState> after;
};

// The files that differ between the trees `before` and `after` (the null id is
// the empty tree), in the order of their paths as bytes. Folders of equal id
// are not looked into; no blob is read.
absl::StatusOr<std::vector<ChangedFile>> DiffGitTrees(
    const std::shared_ptr<const GitObjectStore>& objects,
    const ObjectId& before, const ObjectId& after);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_GIT_TREE_DIFF_H_
