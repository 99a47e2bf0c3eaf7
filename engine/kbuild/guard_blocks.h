// Where the lines of C and assembler may be put between #ifdef and #endif.

#ifndef PATCHGRAPH_ENGINE_KBUILD_GUARD_BLOCKS_H_
#define PATCHGRAPH_ENGINE_KBUILD_GUARD_BLOCKS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/kbuild/neutrality.h"
#include "engine/text/edit.h"
#include "engine/text/lines.h"

namespace patchgraph {

// For each line, and for the end: whether a directive may stand before it. It
// may not within a comment, a string, a line that a backslash continues, or
// parentheses, which may be those of a macro.
std::vector<bool> FreeBoundaries(absl::string_view text);

// The edits that reach the build, as what is to be guarded: each widened by the
// unchanged lines that it takes to begin and end where a directive may stand in
// both texts, and joined with the edits met on the way. Those that would need
// more than a few lines are left out.
std::vector<Edit> GuardBlocks(const Lines& base, const Lines& patched,
                              const std::vector<EditReach>& edits);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_GUARD_BLOCKS_H_
