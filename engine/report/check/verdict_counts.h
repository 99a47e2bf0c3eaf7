// How many patches, files or hunks have which verdict.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_VERDICT_COUNTS_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_VERDICT_COUNTS_H_

#include "absl/strings/string_view.h"
#include "engine/model/verdict.h"
#include "engine/report/check/check.pb.h"

namespace patchgraph {

// Adds one to the count of the verdict with that name. Each verdict has a
// field of its name in VerdictCounts; other names count nowhere.
void AddVerdict(absl::string_view verdict, VerdictCounts* counts);
int CountOf(Verdict verdict, const VerdictCounts& counts);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_VERDICT_COUNTS_H_
