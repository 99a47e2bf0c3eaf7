// What a rebase made of each patch: as a message, and as text in the style of
// git's range-diff.

#ifndef PATCHGRAPH_ENGINE_REPORT_REBASE_REBASE_SUMMARY_H_
#define PATCHGRAPH_ENGINE_REPORT_REBASE_REBASE_SUMMARY_H_

#include <string>

#include "absl/types/span.h"
#include "engine/rebase/rebased_patch.h"
#include "engine/report/rebase/rebase.pb.h"
#include "engine/report/text_style.h"

namespace patchgraph {

// `name` is what was moved, `onto` where to, `outcome` one of the words in
// rebase.proto. All text in the report is valid UTF-8.
RebaseReport MakeRebaseReport(absl::Span<const RebasedPatch> patches,
                              absl::string_view name, absl::string_view onto,
                              absl::string_view outcome);

// "3 unchanged, 1 edited and 1 dropped"; "nothing" where all counts are 0.
std::string RebaseCountWords(const RebaseCounts& counts);

// A title with the counts, a row for each patch that is not unchanged, with its
// reason under it, and one row for each run of unchanged ones (all of them
// where `style.verbose`). Nothing in it can act on a terminal.
std::string RenderRebaseSummary(const RebaseReport& report,
                                const TextStyle& style);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_REBASE_REBASE_SUMMARY_H_
