// Applying a file's hunks to its text.

#ifndef PATCHGRAPH_ENGINE_APPLY_APPLY_HUNKS_H_
#define PATCHGRAPH_ENGINE_APPLY_APPLY_HUNKS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/apply/patch_step.h"
#include "engine/model/patch.h"

namespace patchgraph {

struct AppliedHunks {
  std::string text;             // with every hunk that found its place
  std::vector<HunkStep> hunks;  // one for each, those that failed too
};

// Hunks that fit are applied, the others left out with the reason: one failure
// does not stop the rest. A hunk whose result stands there already is
// kUpstream. `max_fuzz` context lines may be left out at either end.
AppliedHunks ApplyHunks(absl::string_view text, absl::Span<const Hunk> hunks,
                        int max_fuzz);

// The edits of all the hunks in order, with the index of the hunk each is from.
struct OwnedEdits {
  std::vector<Edit> edits;
  std::vector<int> hunks;
};
OwnedEdits EditsOf(absl::Span<const HunkStep> hunks);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_APPLY_APPLY_HUNKS_H_
