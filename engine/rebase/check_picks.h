// All conflicts of what a rebase has still to do, not the first alone.

#ifndef PATCHGRAPH_ENGINE_REBASE_CHECK_PICKS_H_
#define PATCHGRAPH_ENGINE_REBASE_CHECK_PICKS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/check/check.h"
#include "engine/git/git_repository.h"
#include "engine/model/stack.h"
#include "engine/model/tree.h"
#include "engine/rebase/rebase_state.pb.h"

namespace patchgraph {

// The picks from `state.next()` on, as a check wants them. Those that are
// dropped are among them, since the others were made on top of them.
struct PicksToCheck {
  Stack stack;                       // on the commit that the first was made on
  std::shared_ptr<const Tree> onto;  // what `state.head()` holds
  CheckOptions options;              // what is dropped has landed
};

// The head is in the repository.
absl::StatusOr<PicksToCheck> ReadPicks(
    const std::shared_ptr<const GitRepository>& repository,
    const RebaseState& state);

absl::StatusOr<StackCheck> CheckPicks(
    const std::shared_ptr<const GitRepository>& repository,
    const RebaseState& state);

// A conflict, by what stays the same when it is met again: "patch path kind".
std::string ConflictKey(const Conflict& conflict);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_CHECK_PICKS_H_
