#ifndef PATCHGRAPH_ENGINE_TEXT_MERGE_REFINE_H_
#define PATCHGRAPH_ENGINE_TEXT_MERGE_REFINE_H_

#include <vector>

#include "absl/types/span.h"
#include "engine/text/line_differ.h"
#include "engine/text/merge.h"

namespace patchgraph {

// Makes FileMerge::refined of FileMerge::met. What ours and theirs have in
// common within a conflict is taken out of it; conflicts that then have no more
// than three lines between them are joined, whether they were one before or
// not. This is xdiff's "zealous" level.
std::vector<MergeRegion> RefineConflicts(const std::vector<MergeRegion>& met,
                                         absl::Span<const int> ours,
                                         absl::Span<const int> theirs,
                                         LineDiffer* differ);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_MERGE_REFINE_H_
