// All conflicts of what a rebase has still to do, not the first alone.

#ifndef PATCHGRAPH_ENGINE_REBASE_CHECK_PICKS_H_
#define PATCHGRAPH_ENGINE_REBASE_CHECK_PICKS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/check/check.h"
#include "engine/git/git_repository.h"
#include "engine/rebase/rebase_state.pb.h"

namespace patchgraph {

// Checks the picks from `state.next()` on, on what `state.head()` holds; those
// that are dropped are among them, since the others were made on top of them.
// The head is in the repository.
absl::StatusOr<StackCheck> CheckPicks(
    const std::shared_ptr<const GitRepository>& repository,
    const RebaseState& state);

// A conflict, by what stays the same when it is met again: "patch path kind".
std::string ConflictKey(const Conflict& conflict);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_CHECK_PICKS_H_
