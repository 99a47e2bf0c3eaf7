// The runs of a command that makes a report: what it is compared with, and what
// it leaves for the next.

#ifndef PATCHGRAPH_CLI_DB_RUNS_H_
#define PATCHGRAPH_CLI_DB_RUNS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "cli/check_inputs.h"
#include "cli/report/examined_stack.h"
#include "engine/report/maintainability/report.pb.h"
#include "patchdb/run_store.h"

namespace patchgraph {

// What a report on these stacks and this target answers, as they are named;
// `inputs` has a target. Reports without a
// part, or of another feature, are answers to another question: nothing in them
// is gone because it was not looked for.
RunQuestion RunQuestionOf(absl::Span<const std::string> stacks,
                          absl::string_view onto,
                          const ReportQuestion& question);
RunQuestion RunQuestionOf(const CheckInputs& inputs,
                          const ReportQuestion& question);

// What a run is known by whose inputs have no ids: by what it found.
std::string KeyOfContent(const MaintainabilityReport& report);

// Compares `report` with the last run of `question` that found something else,
// and fills in its trend, where there is such a run; then keeps it, without the
// trend. `inputs` is the key of its inputs, if they have one.
absl::Status RememberReport(const RunQuestion& question,
                            const absl::optional<std::string>& inputs,
                            RunStore* store, MaintainabilityReport* report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_DB_RUNS_H_
