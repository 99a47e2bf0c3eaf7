#include "cli/check.h"

#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "cli/baselines.h"
#include "cli/check_arguments.h"
#include "cli/check_inputs.h"
#include "cli/check_output.h"
#include "cli/db_place.h"
#include "cli/exit_status.h"
#include "cli/output_file.h"
#include "cli/progress.h"
#include "cli/target_histories.h"
#include "engine/between/between.h"
#include "engine/check/check.h"
#include "engine/report/check/check_report.h"
#include "engine/resolve/resolve_file.h"
#include "engine/text/nearest_name.h"

namespace patchgraph {
namespace {

// The position of the stack that --first names.
absl::StatusOr<int> FindFirst(const std::string& name,
                              const std::vector<Stack>& stacks) {
  std::vector<std::string> names;
  for (size_t i = 0; i < stacks.size(); ++i) {
    if (stacks[i].name == name) return static_cast<int>(i);
    names.push_back(stacks[i].name);
  }
  return absl::InvalidArgumentError(absl::StrCat("--first ", name,
                                                 ": no such stack is checked",
                                                 DidYouMeanOrAll(name, names)));
}

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
  options.check.resolve =
      AutoModeNamed(arguments.resolve).value_or(AutoMode::kOff);
  options.check.fuzz = arguments.input.fuzz;
  if (inputs->onto != nullptr) options.onto = inputs->onto->name();
  options.subsystem = [&inputs](absl::string_view path) {
    return inputs->rules.SubsystemOf(path);
  };
  if (!arguments.first.empty()) {
    const absl::StatusOr<int> first =
        FindFirst(arguments.first, inputs->stacks);
    if (!first.ok()) return first.status();
    options.first = *first;
  }
  std::vector<StackCheck> checks;
  for (const Stack& stack : inputs->stacks) {
    progress.Say(absl::StrCat("checking ", stack.name));
    CheckOptions of_stack = options.check;
    of_stack.histories =
        TargetHistories(inputs->repository, stack.base, inputs->onto);
    absl::StatusOr<StackCheck> check = Check(stack, inputs->onto, of_stack);
    if (!check.ok()) return check.status();
    checks.push_back(*std::move(check));
  }
  absl::optional<BetweenStacks> between;
  if (checks.size() > 1) {
    progress.Say("comparing the stacks");
    auto compared = CompareStacks(inputs->stacks, checks, inputs->onto.get());
    if (!compared.ok()) return compared.status();
    between = *std::move(compared);
  }
  CheckReport report =
      MakeReport(checks, options, between.has_value() ? &*between : nullptr);
  const absl::Status status = UseBaselines(
      arguments, streams, DbHintsOf(*inputs, arguments.database), &report);
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
