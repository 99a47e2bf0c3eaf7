// Hunks of a change that comes as two whole files.

#ifndef PATCHGRAPH_ENGINE_APPLY_GROUP_HUNKS_H_
#define PATCHGRAPH_ENGINE_APPLY_GROUP_HUNKS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/apply/patch_step.h"
#include "engine/text/diff.h"

namespace patchgraph {

// Lines of context around a change, as diff -u has them.
constexpr int kContextLines = 3;

// The hunks that `diff -u` would print for `edits`: edits whose context would
// overlap or touch share one. `before_lines` is the length of the old file.
std::vector<HunkStep> GroupHunks(absl::Span<const Edit> edits,
                                 int before_lines);

// The one hunk of a file that is added or deleted as a whole; none for an empty
// file.
std::vector<HunkStep> WholeFileHunk(int before_lines, int after_lines);

// "@@ -4,7 +4,8 @@" for a hunk's ranges.
std::string HunkHeader(const HunkStep& hunk);

// How many lines a text has, without an index of them.
int CountLines(absl::string_view text);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_APPLY_GROUP_HUNKS_H_
