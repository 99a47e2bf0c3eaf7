// What several stacks have between them, as a message.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_BETWEEN_REPORT_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_BETWEEN_REPORT_H_

#include "absl/types/span.h"
#include "engine/between/between.h"
#include "engine/check/check.h"
#include "engine/report/check/check.pb.h"
#include "engine/report/check/check_report.h"

namespace patchgraph {

// `checks` are those that were compared.
void FillBetween(const BetweenStacks& between,
                 absl::Span<const StackCheck> checks,
                 const ReportOptions& options, BetweenReport* report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_BETWEEN_REPORT_H_
