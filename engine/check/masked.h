// Hunks that a later whole file of the same stack undoes.

#ifndef PATCHGRAPH_ENGINE_CHECK_MASKED_H_
#define PATCHGRAPH_ENGINE_CHECK_MASKED_H_

#include <vector>

#include "absl/status/statusor.h"
#include "engine/apply/patch_step.h"
#include "engine/model/conflict.h"

namespace patchgraph {

// A sparse tree's file replaces whatever earlier patches made of the file below
// it. The hunks that its author did not repeat are lost without a word: their
// verdict becomes kMasked, with the layer that masks them.
//
// A hunk is masked if taking it out of the sparse tree's file changes nothing:
// in a three-way merge that takes it out, the file agrees already. A hunk whose
// lines the sparse tree's file changes further is not masked.
//
// Marks the hunks in `patches` and returns one conflict for each file of each
// patch that lost hunks.
absl::StatusOr<std::vector<Conflict>> FindMasked(
    std::vector<PatchStep>* patches);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_MASKED_H_
