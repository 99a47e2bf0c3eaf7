// The files of a merge of trees whose every conflict resolvers settle.

#ifndef PATCHGRAPH_ENGINE_CHECK_SETTLE_SQUASHED_H_
#define PATCHGRAPH_ENGINE_CHECK_SETTLE_SQUASHED_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "engine/apply/patch_step.h"
#include "engine/check/check.h"
#include "engine/check/settle_regions.h"
#include "engine/merge/tree_merge.h"
#include "engine/model/conflict.h"

namespace patchgraph {

struct SettledOutcome {
  std::size_t outcome = 0;  // its position in TreeMerge::outcomes
  Conflict conflict;        // the file's, as it was
  SettledRegions regions;
  // Nothing is left: the merge has the text, and no conflict of this file any
  // more. Else nothing was settled, and there are only proposals.
  bool whole = false;
};

// `steps` are the changes of the merge's outcomes, one for each. Looks at files
// of which nothing but lines is in conflict.
std::vector<SettledOutcome> SettleOutcomes(absl::Span<const FileStep> steps,
                                           const CheckOptions& options,
                                           TreeMerge* merge);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_SETTLE_SQUASHED_H_
