// The text of a merge of which some conflicts have been resolved, with those
// that are left between markers as git lays them out.

#ifndef PATCHGRAPH_CLI_MERGE_FILE_CONFLICT_LAYOUT_H_
#define PATCHGRAPH_CLI_MERGE_FILE_CONFLICT_LAYOUT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/resolve/resolve_file.h"
#include "engine/text/merge.h"
#include "engine/text/merge_text.h"

namespace patchgraph {

// The values of git's merge.conflictStyle.
enum class ConflictLayout {
  kMerge,   // two sides, refined
  kDiff3,   // with the base, not refined
  kZdiff3,  // with the base; what the sides share at their ends is outside
};

// "merge", "diff3", "zdiff3".
absl::optional<ConflictLayout> ConflictLayoutNamed(absl::string_view name);

struct LaidOutText {
  std::string text;
  int open = 0;  // conflicts between markers
};

// As git lays it out: byte for byte git's own text.
LaidOutText LayOut(const FileMerge& merge, ConflictLayout layout,
                   const MarkerLabels& labels, int marker_size);

// The same with what is applied in `resolved`, which is of `merge`, in place.
LaidOutText LayOutResolved(const FileMerge& merge, const ResolvedFile& resolved,
                           ConflictLayout layout, const MarkerLabels& labels,
                           int marker_size);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_MERGE_FILE_CONFLICT_LAYOUT_H_
