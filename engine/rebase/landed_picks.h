// Picks in conflict that their target has already: docs/landed.md.

#ifndef PATCHGRAPH_ENGINE_REBASE_LANDED_PICKS_H_
#define PATCHGRAPH_ENGINE_REBASE_LANDED_PICKS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/git/git_repository.h"
#include "engine/rebase/rebase_state.pb.h"
#include "engine/upstream/landed_patches.h"

namespace patchgraph {

struct LandedPicks {
  int dropped = 0;
  // Weak evidence, a sentence each.
  std::vector<std::string> proposals;
};

// Decides, in `start`, that those picks are dropped for which there is strong
// evidence, with the commits that brought them as the reason; those alone that
// a check of all has in conflict or blocked, and the one at which `stopped`,
// what a replay of `start` came to, met a conflict. What a resolution settled
// there is not looked at.
absl::StatusOr<LandedPicks> DropLandedPicks(
    const std::shared_ptr<const GitRepository>& repository,
    const RebaseState& stopped, RebaseState* start);

// "in place since 0123456789ab (Subject)". Without a name of a commit where
// none is known.
std::string LandedReason(const LandedPatch& landed);
// "looks like an older form of 0123456789ab (Subject)".
std::string LandedProposal(const LandedPatch& landed);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_LANDED_PICKS_H_
