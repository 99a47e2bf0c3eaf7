// What became of the conflicts of one file, for programs and for people.

#ifndef PATCHGRAPH_ENGINE_REPORT_MERGE_FILE_MERGE_FILE_REPORT_H_
#define PATCHGRAPH_ENGINE_REPORT_MERGE_FILE_MERGE_FILE_REPORT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/report/merge_file/merge_file.pb.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolve_file.h"

namespace patchgraph {

// "apply", "propose", "never".
absl::string_view TierName(Tier tier);

// Text that is not UTF-8 is made so.
void AddRegions(absl::Span<const ResolvedRegion> regions,
                MergeFileReport* report);
void AddHistories(const FileHistories& histories, MergeFileReport* report);

// A line for each region and what is known of it, the proposals in their order,
// and at the end how many there are:
//   kernel/timer.c:12: resolved by include-list (0.99): both sides add to it
//   kernel/timer.c:40: left; could be, by take-theirs (0.71): ours is older
//   kernel/timer.c: 2 conflicts, 1 resolved and 1 left
// Empty where git leaves no conflict. `name` is what the file goes by.
std::string RenderRegions(const MergeFileReport& report,
                          absl::string_view name);

// What settled a conflict, in a line without a line feed:
//   kernel/timer.c:12: resolved by include-list (0.99): both sides add to it
std::string ResolvedLine(absl::string_view path, const ResolvedRegion& region);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_MERGE_FILE_MERGE_FILE_REPORT_H_
