#ifndef PATCHGRAPH_ENGINE_TEXT_MERGE_MEET_H_
#define PATCHGRAPH_ENGINE_TEXT_MERGE_MEET_H_

#include <vector>

#include "absl/types/span.h"
#include "engine/text/edit.h"
#include "engine/text/merge.h"

namespace patchgraph {

struct MeetInput {
  absl::Span<const int> base;
  absl::Span<const int> ours;
  absl::Span<const int> theirs;
  absl::Span<const Edit> base_to_ours;
  absl::Span<const Edit> base_to_theirs;
};

// Lays the edits of the two sides over each other. Edits that overlap or touch
// are a conflict, unless they are the same. The result covers all three texts.
std::vector<MergeRegion> MeetEdits(const MeetInput& input);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_MERGE_MEET_H_
