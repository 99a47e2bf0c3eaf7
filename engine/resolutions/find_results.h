// What a person put in the place of each conflict of a file.

#ifndef PATCHGRAPH_ENGINE_RESOLUTIONS_FIND_RESULTS_H_
#define PATCHGRAPH_ENGINE_RESOLUTIONS_FIND_RESULTS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"

namespace patchgraph {

struct FoundResult {
  absl::optional<std::string> text;
  std::string why_not;  // where there is no text: a clause, no full stop
};

// `clean` is the text around the conflicts, as in ConflictPieces; there is a
// result for each conflict between. Where all of it stands in `resolved`
// unchanged and in order, the results are what is left; a piece that could
// stand in two places gives neither of its neighbours a result. Where some of
// it was edited, a conflict's result is what lies between the lines right
// before and right after it, kResolutionContext of them or as many more as it
// takes for them to stand in one place only.
//
// Nothing is guessed: a result that is given is the only one there can be.
std::vector<FoundResult> FindResults(absl::Span<const std::string> clean,
                                     absl::string_view resolved);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLUTIONS_FIND_RESULTS_H_
