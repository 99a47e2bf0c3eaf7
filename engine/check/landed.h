// Hunks that the target has already, wherever a merge would put them.

#ifndef PATCHGRAPH_ENGINE_CHECK_LANDED_H_
#define PATCHGRAPH_ENGINE_CHECK_LANDED_H_

#include <vector>

#include "absl/types/span.h"
#include "engine/apply/patch_step.h"
#include "engine/check/check.h"
#include "engine/text/merge.h"

namespace patchgraph {

struct LandedHunk {
  int hunk = 0;
  int line = 0;  // where its result stands in ours, from 1
};

// A merge can be led astray: upstream took the patch, and elsewhere has lines
// that read like the patch's context, so that the diff pairs the wrong ones and
// the change goes in twice. What the hunk leaves behind tells: its result, with
// its context, stands in ours once more than in the base, and what it wanted to
// change once less. Hunks that the merge knows to be there are not listed.
std::vector<LandedHunk> FindLanded(absl::Span<const HunkStep> hunks,
                                   absl::Span<const MovedHunk> moved,
                                   const FileMerge& merge);

// `step` as if its patch did not have the hunks `landed`: their verdict is
// kUpstream and they have no edits. The other hunks move up or down with what
// is missing above them.
FileStep WithoutLanded(const FileStep& step,
                       absl::Span<const LandedHunk> landed,
                       const FileMerge& merge);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_LANDED_H_
