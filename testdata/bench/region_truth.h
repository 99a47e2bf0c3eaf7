// What a person put in the place of each conflict, read off the result.

#ifndef PATCHGRAPH_TESTDATA_BENCH_REGION_TRUTH_H_
#define PATCHGRAPH_TESTDATA_BENCH_REGION_TRUTH_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/text/merge.h"

namespace patchgraph {

// One entry for each of `conflicts`, which are places in `merge.met`. Where the
// result is the clean merge outside of the conflicts, it is the text between.
// Where a person changed clean text as well, it is known only for conflicts
// with three unchanged lines (or another conflict, or an end of the file) on
// both sides; nullopt for the others.
std::vector<absl::optional<std::string>> RegionTruth(
    const FileMerge& merge, absl::Span<const int> conflicts,
    absl::string_view result);

}  // namespace patchgraph

#endif  // PATCHGRAPH_TESTDATA_BENCH_REGION_TRUTH_H_
