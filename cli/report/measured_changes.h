// What would change the answer of a report, as it was tried on the stacks.

#ifndef PATCHGRAPH_CLI_REPORT_MEASURED_CHANGES_H_
#define PATCHGRAPH_CLI_REPORT_MEASURED_CHANGES_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "cli/report/examined_stack.h"
#include "engine/report/maintainability/figures.pb.h"
#include "engine/report/maintainability/judgement.h"

namespace patchgraph {

// `figures` are those of the report, `onto` the target's name. What was tried
// of each stack, in their order: patches dropped, guards, forks brought up.
// Commands are for a shell, and quote what it would take apart.
std::vector<MeasuredChange> MeasuredChangesOf(
    absl::Span<const ExaminedStack> stacks, const std::string& onto,
    const ReportQuestion& question, absl::Span<const Figure> figures);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REPORT_MEASURED_CHANGES_H_
