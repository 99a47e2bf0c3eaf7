// The files that are checked out, and git's index of them.

#ifndef PATCHGRAPH_ENGINE_GIT_GIT_WORKTREE_H_
#define PATCHGRAPH_ENGINE_GIT_GIT_WORKTREE_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/git/git_repository.h"
#include "engine/git/git_tree_diff.h"
#include "engine/model/file_state.h"
#include "engine/model/object_id.h"

namespace patchgraph {

// Tracked files with changes that are not committed, staged or not, and those
// in conflict, by path. Submodules are not looked into.
absl::StatusOr<std::vector<std::string>> DirtyPaths(
    const GitRepository& repository);
// Only those that differ from the index.
absl::StatusOr<std::vector<std::string>> UnstagedPaths(
    const GitRepository& repository);
// Paths in conflict.
absl::StatusOr<std::vector<std::string>> UnmergedPaths(
    const GitRepository& repository);

// The tree of what is staged; written to the repository. FailedPrecondition
// where paths are in conflict.
absl::StatusOr<ObjectId> WriteIndexTree(const GitRepository& repository);

// A version of a file in conflict: stage 1 is the base, 2 ours, 3 theirs. Its
// blob is in the repository.
struct IndexStage {
  std::string path;
  int stage = 0;
  FileMode mode = FileMode::kRegular;
  ObjectId id;
};

// git's lock of the index. Nobody else changes the index, or the worktree by
// way of it, while it is held.
class IndexLock {
 public:
  // Aborted where somebody else holds it.
  static absl::StatusOr<IndexLock> Take(const GitRepository& repository);
  IndexLock(IndexLock&& other) noexcept;
  IndexLock& operator=(IndexLock&&) = delete;
  ~IndexLock();

  // Puts the file `path` in the index's place, and lets go.
  absl::Status Replace(const std::string& path) &&;

 private:
  explicit IndexLock(std::string index) : index_(std::move(index)) {}

  std::string index_;  // empty: not held
};

// Makes files of `changes` in the worktree what they are after it, overwriting
// what is there, and writes to `new_index` what the index is then: with
// `stages` in place of the entries of their paths. The index itself stays.
// `before` and `after` are the trees that differ by `changes`.
absl::Status CheckOutChanges(const GitRepository& repository,
                             const ObjectId& before, const ObjectId& after,
                             absl::Span<const ChangedFile> changes,
                             absl::Span<const IndexStage> stages,
                             const std::string& new_index);

// Of `changes` the paths whose file is neither what it was before nor after,
// nor the beginning of that: somebody changed it meanwhile.
std::vector<std::string> ForeignPaths(const GitRepository& repository,
                                      absl::Span<const ChangedFile> changes);

// All tracked files as in `tree`, and the index too: `git reset --hard`.
// Untracked files stay unless they are in the way.
absl::Status ResetWorktree(const GitRepository& repository,
                           const ObjectId& tree);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_GIT_WORKTREE_H_
