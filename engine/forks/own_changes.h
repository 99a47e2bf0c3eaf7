// Patches of a stack that change an original and miss its fork.

#ifndef PATCHGRAPH_ENGINE_FORKS_OWN_CHANGES_H_
#define PATCHGRAPH_ENGINE_FORKS_OWN_CHANGES_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "engine/apply/patch_step.h"
#include "engine/forks/drift.h"

namespace patchgraph {

// Sets ForkDrift::own: of each patch that changes the original, the hunks that
// a three-way merge would still have to bring into the fork as it is in the
// end. A change that the fork has, too, is none.
absl::Status FindOwnChanges(absl::Span<const PatchStep> steps,
                            std::vector<ForkDrift>* forks);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORKS_OWN_CHANGES_H_
