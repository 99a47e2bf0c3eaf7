// Carrying one patch's change of one file over to the target's version of it.

#ifndef PATCHGRAPH_ENGINE_CHECK_MOVE_CONTENT_H_
#define PATCHGRAPH_ENGINE_CHECK_MOVE_CONTENT_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/apply/patch_step.h"
#include "engine/check/check.h"
#include "engine/model/conflict.h"
#include "engine/model/file_state.h"
#include "engine/text/lines.h"

namespace patchgraph {

struct MovedContent {
  // The target's file with all that could be taken; where there is a conflict
  // it has the target's text.
  FileState result;
  Verdict verdict = Verdict::kClean;
  std::vector<MovedHunk> hunks;
  // What is left for a person; not the hunks that are blocked. Paths and names
  // are the caller's to fill in.
  absl::optional<Conflict> conflict;
  // What resolvers settled, which is in `result`, and what they propose for the
  // rest. Names are the caller's to fill in.
  std::vector<RegionResolution> resolutions;
};

// The part of the stack that wrote lines `range` (of the file before the patch)
// and was left out on the target, if there is one.
using WaitsFor = absl::FunctionRef<absl::optional<HunkKey>(LineRange range)>;

struct MoveContentOptions {
  int max_fuzz = 0;
  // Look for other places where a hunk fits. Of no use for whole files.
  bool find_candidates = true;
  // Conflicts of lines may go to resolvers, but for hunks that are blocked: to
  // settle those without what they need would be a guess.
  AutoMode resolve = AutoMode::kOff;
  std::string path;       // in the tree, for resolvers
  HistoriesOf histories;  // as in CheckOptions
};

// `step` has a file before and after; `ours` is the target's. The merge is the
// one that git makes of the three. Binary files, symlinks and submodules are
// taken whole or not at all.
absl::StatusOr<MovedContent> MoveContent(const FileStep& step,
                                         const FileState& ours,
                                         const MoveContentOptions& options,
                                         WaitsFor waits_for);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_MOVE_CONTENT_H_
