// What keeps a repository from being written to.

#ifndef PATCHGRAPH_ENGINE_GIT_GIT_OBSTACLES_H_
#define PATCHGRAPH_ENGINE_GIT_GIT_OBSTACLES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "engine/git/git_repository.h"
#include "engine/git/git_tree_diff.h"

namespace patchgraph {

bool IsBare(const GitRepository& repository);
// The worktree's top folder, without a slash at its end; empty if there is
// none.
std::string WorktreeFolder(const GitRepository& repository);
// Where git keeps what belongs to this worktree alone, such as HEAD and the
// index; without a slash at its end.
std::string WorktreeGitFolder(const GitRepository& repository);

// FailedPrecondition, with what to do about it, where the repository belongs to
// somebody else (whose hooks would be run), another operation of git is under
// way (a merge, a rebase, a cherry-pick), or the worktree is of a kind that
// cannot be written (sparse).
absl::Status CheckMayWrite(const GitRepository& repository);

// FailedPrecondition where a file of `changes` could not be written as git
// would: it has a filter that runs a program or an encoding of its own, its
// bytes are not here (partial clones), or, for a file that is to come, an
// untracked one is in the way.
absl::Status CheckMayChange(const GitRepository& repository,
                            absl::Span<const ChangedFile> changes);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_GIT_OBSTACLES_H_
