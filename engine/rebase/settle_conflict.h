// A merge in conflict that stored resolutions settle as a whole.

#ifndef PATCHGRAPH_ENGINE_REBASE_SETTLE_CONFLICT_H_
#define PATCHGRAPH_ENGINE_REBASE_SETTLE_CONFLICT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/merge/tree_merge.h"
#include "engine/model/overlay.h"
#include "engine/resolutions/reuse_resolutions.h"

namespace patchgraph {

struct SettledConflict {
  Overlay::Edits edits;  // the merge's, without conflicts
  std::vector<ReusedFile> reused;
};

// What is beyond doubt (ReuseMode::kAuto) is applied; nullopt if anything
// remains for a person. Errors come from `find`.
absl::StatusOr<absl::optional<SettledConflict>> SettleConflict(
    const TreeMerge& merge, const ResolutionFinder& find);

// "Resolution from A U Thor, 2006-04-03; Resolution from …", each once.
std::string SettledWords(absl::Span<const ReusedFile> reused);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_SETTLE_CONFLICT_H_
