// How many sources of a tree include which headers.

#ifndef PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_INCLUDE_COUNTS_H_
#define PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_INCLUDE_COUNTS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/model/tree.h"

namespace patchgraph {

struct IncludeCounts {
  int sources = 0;  // C and assembler of the tree, headers not counted
  // For each header that was asked for, the sources that include it, directly
  // or through other headers.
  std::vector<int> included_by;
};

// Reads every source and header of `tree` once, on all cores. `headers` are
// paths. Headers are looked for as the kernel's build does, for one
// architecture after another: include/, asm/ in the architecture's own folder,
// "quotes" beside the file itself. What conditionals would leave out counts:
// this is what may include it.
absl::StatusOr<IncludeCounts> CountIncludes(
    const Tree& tree, absl::Span<const std::string> headers);

// The files that the text includes: (name, in quotes).
std::vector<std::pair<absl::string_view, bool>> IncludesIn(
    absl::string_view text);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_INCLUDE_COUNTS_H_
