// A hunk as text, made from two versions of a file.

#ifndef PATCHGRAPH_ENGINE_APPLY_MAKE_HUNK_H_
#define PATCHGRAPH_ENGINE_APPLY_MAKE_HUNK_H_

#include "engine/apply/patch_step.h"
#include "engine/model/patch.h"
#include "engine/text/lines.h"

namespace patchgraph {

// The lines of `hunk`, whose ranges and edits are those of the two texts.
Hunk MakeHunk(const HunkStep& hunk, const Lines& before, const Lines& after);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_APPLY_MAKE_HUNK_H_
