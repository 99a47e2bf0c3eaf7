// "Did you mean": the names closest to a misspelt one.

#ifndef PATCHGRAPH_ENGINE_TEXT_NEAREST_NAME_H_
#define PATCHGRAPH_ENGINE_TEXT_NEAREST_NAME_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace patchgraph {

// The least number of letters to insert, delete, replace or swap with their
// neighbour that makes `a` of `b` (optimal string alignment).
int EditDistance(absl::string_view a, absl::string_view b);

// At most three of `names`, the closest first; only those that `wanted` is a
// part of, and those of which no more than a third of the letters differ.
std::vector<std::string> NearestNames(absl::string_view wanted,
                                      absl::Span<const std::string> names);

// "; did you mean a or b?", or empty where nothing is near.
std::string DidYouMean(absl::string_view wanted,
                       absl::Span<const std::string> names);

// As DidYouMean; where nothing is near, the few names that there are: "; there
// are a, b and c". Empty where they are many or none.
std::string DidYouMeanOrAll(absl::string_view wanted,
                            absl::Span<const std::string> names);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_NEAREST_NAME_H_
