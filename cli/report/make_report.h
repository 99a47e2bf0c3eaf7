// Everything that is found out about some stacks, as one value: what `report`
// renders, and what `gate` and `matrix` judge.

#ifndef PATCHGRAPH_CLI_REPORT_MAKE_REPORT_H_
#define PATCHGRAPH_CLI_REPORT_MAKE_REPORT_H_

#include "absl/status/statusor.h"
#include "cli/check_inputs.h"
#include "cli/progress.h"
#include "cli/report/examined_stack.h"
#include "engine/report/maintainability/report.pb.h"

namespace patchgraph {

// The report of the stacks on their target, all but `trend`, which is for those
// who keep earlier ones. A part that cannot be had is left out, and
// `report.left_out()` says why. An error is an input without a target, a stack
// that cannot be moved at all, and a symbol of `question.off` that no stack
// knows. All text is valid UTF-8.
absl::StatusOr<MaintainabilityReport> MakeReport(const CheckInputs& inputs,
                                                 const ReportQuestion& question,
                                                 Progress* progress);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REPORT_MAKE_REPORT_H_
