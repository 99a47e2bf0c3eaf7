// Which commits a range holds, and in what order.

#ifndef PATCHGRAPH_ENGINE_GIT_GIT_TOPOLOGY_H_
#define PATCHGRAPH_ENGINE_GIT_GIT_TOPOLOGY_H_

#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "engine/git/git_commit.h"

namespace patchgraph {

// The commits that `to` has and `from` has not, newest first by commit date.
// Dates save work and do not decide: the answer is right where they are equal
// and where a clock was wrong for up to 64 commits in a row. (libgit2's own
// walk takes some of `from`'s commits for new where dates are equal.)
absl::StatusOr<std::vector<GitCommit>> FindRange(
    absl::FunctionRef<absl::StatusOr<GitCommit>(const ObjectId&)> read,
    const ObjectId& from, const ObjectId& to);

// Puts `newest_first` (ordered by commit date) into the order in which they
// were made: parents before children, and each line of history in one piece,
// as `git rev-list --topo-order --reverse` does. Parents that are not in the
// list do not matter.
std::vector<GitCommit> OldestFirst(std::vector<GitCommit> newest_first);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_GIT_TOPOLOGY_H_
