#ifndef PATCHGRAPH_ENGINE_TEXT_DIFF_H_
#define PATCHGRAPH_ENGINE_TEXT_DIFF_H_

#include <vector>

#include "absl/types/span.h"
#include "engine/text/edit.h"
#include "engine/text/lines.h"

namespace patchgraph {

// The edits that turn `before` into `after`, in order, with at least one
// unchanged line between any two.
//
// They are those of git's xdiff, to the line, without its indent heuristic:
// git never uses that heuristic in a merge. (`git diff -U0` cuts off a common
// tail first and so differs now and then; more context shows these edits.)
std::vector<Edit> Diff(const Lines& before, const Lines& after,
                       const DiffOptions& options = {});

// The same for texts of one LineTable.
std::vector<Edit> Diff(absl::Span<const int> before_ids,
                       absl::Span<const int> after_ids,
                       const DiffOptions& options = {});

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_DIFF_H_
