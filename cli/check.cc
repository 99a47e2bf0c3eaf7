#include "cli/check.h"

#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "cli/baselines.h"
#include "cli/check_arguments.h"
#include "cli/check_inputs.h"
#include "cli/check_output.h"
#include "cli/exit_status.h"
#include "cli/output_file.h"
#include "cli/progress.h"
#include "engine/check/check.h"
#include "engine/report/check_report.h"

namespace patchgraph {
namespace {

absl::StatusOr<CheckReport> MakeCheck(const CheckArguments& arguments,
                                      const CliStreams& streams,
                                      std::vector<std::string>* notes) {
  Progress progress(streams);
  absl::StatusOr<CheckInputs> inputs =
      ReadCheckInputs(arguments.input, streams, &progress);
  if (!inputs.ok()) return inputs.status();
  *notes = inputs->notes;
  ReportOptions options;
  options.check.squash = arguments.squash;
  options.check.fuzz = arguments.input.fuzz;
  if (inputs->onto != nullptr) options.onto = inputs->onto->name();
  options.subsystem = [&inputs](absl::string_view path) {
    return inputs->rules.SubsystemOf(path);
  };
  std::vector<StackCheck> checks;
  for (const Stack& stack : inputs->stacks) {
    progress.Say(absl::StrCat("checking ", stack.name));
    absl::StatusOr<StackCheck> check =
        Check(stack, inputs->onto, options.check);
    if (!check.ok()) return check.status();
    checks.push_back(*std::move(check));
  }
  CheckReport report = MakeReport(checks, options);
  const std::string git_folder =
      inputs->repository == nullptr ? "" : inputs->repository->GitFolder();
  const absl::Status status =
      UseBaselines(arguments, streams, git_folder, &report);
  if (!status.ok()) return status;
  return report;
}

}  // namespace

int RunCheck(const std::vector<std::string>& arguments,
             const CliStreams& streams) {
  CheckArguments parsed;
  const absl::optional<int> status =
      ParseCheckArguments(arguments, streams, &parsed);
  if (status.has_value()) return *status;
  // Written when the line of progress is gone.
  std::vector<std::string> notes;
  const absl::StatusOr<CheckReport> report = MakeCheck(parsed, streams, &notes);
  if (!parsed.quiet) PrintNotes(notes, streams);
  if (!report.ok()) return Fail(report.status(), streams);
  return PrintReport(*report, parsed, streams);
}

}  // namespace patchgraph
