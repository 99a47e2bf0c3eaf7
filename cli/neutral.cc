#include "cli/neutral.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "cli/check_inputs.h"
#include "cli/exit_status.h"
#include "cli/flavours.h"
#include "cli/neutral_arguments.h"
#include "cli/output_file.h"
#include "cli/progress.h"
#include "engine/check/check.h"
#include "engine/kbuild/neutral.h"
#include "engine/kbuild/patched_stack.h"
#include "engine/report/neutral_report.h"
#include "engine/report/report_json.h"

namespace patchgraph {
namespace {

// What there is to say in the end.
struct NeutralOutcome {
  NeutralReport report;
  std::vector<std::string> notes;
};

class NeutralCommand {
 public:
  NeutralCommand(const NeutralArguments& arguments, const CliStreams& streams)
      : arguments_(arguments), streams_(streams), progress_(streams) {}

  absl::StatusOr<NeutralOutcome> Run() {
    auto inputs = ReadCheckInputs(arguments_.input, streams_, &progress_);
    if (!inputs.ok()) return inputs.status();
    inputs_ = *std::move(inputs);
    outcome_.notes = inputs_.notes;
    outcome_.report.set_schema(1);
    if (inputs_.onto != nullptr) {
      outcome_.report.set_onto(inputs_.onto->name());
    }
    for (const Stack& stack : inputs_.stacks) {
      const absl::Status status = Measure(stack);
      if (!status.ok()) return status;
    }
    return std::move(outcome_);
  }

 private:
  absl::Status Measure(const Stack& stack) {
    CheckOptions options;
    options.fuzz = arguments_.input.fuzz;
    progress_.Say(absl::StrCat("reading the patches of ", stack.name));
    const auto check = Check(stack, nullptr, options);
    if (!check.ok()) return check.status();
    if (!check->base_conflicts.empty()) {
      outcome_.notes.push_back(absl::StrCat(
          stack.name, " does not apply to its base as a whole: what does not ",
          "is left out (see patchgraph check)"));
    }
    const auto patched = PatchedStack::Read(stack.base, check->patches);
    if (!patched.ok()) return patched.status();
    auto flavours = ReadFlavours(inputs_, arguments_.flavours, *patched);
    if (!flavours.ok()) return flavours.status();
    NeutralQuestion question;
    question.off = arguments_.off;
    question.flavours = *std::move(flavours);
    question.progress = [&](absl::string_view what) {
      progress_.Say(absl::StrCat(stack.name, ": ", what));
    };
    auto neutrality = MeasureNeutrality(*patched, question);
    if (!neutrality.ok()) return neutrality.status();
    if (!arguments_.flavours.empty()) {
      // The first is that of any kernel.
      neutrality->answers.erase(neutrality->answers.begin());
    }
    AddNeutralStack({stack.name, check->patches, *patched, *neutrality},
                    &outcome_.report);
    return absl::OkStatus();
  }

  const NeutralArguments& arguments_;
  const CliStreams& streams_;
  Progress progress_;
  CheckInputs inputs_;
  NeutralOutcome outcome_;
};

}  // namespace

int RunNeutral(const std::vector<std::string>& arguments,
               const CliStreams& streams) {
  NeutralArguments parsed;
  const absl::optional<int> status =
      ParseNeutralArguments(arguments, streams, &parsed);
  if (status.has_value()) return *status;
  absl::StatusOr<NeutralOutcome> outcome;
  {
    // The line of progress goes with it.
    NeutralCommand command(parsed, streams);
    outcome = command.Run();
  }
  if (!outcome.ok()) return Fail(outcome.status(), streams);
  PrintNotes(outcome->notes, streams);
  streams.err << RenderNeutralWarnings(outcome->report);
  const std::string text =
      parsed.format == "json"
          ? ToJson(outcome->report)
          : RenderNeutralText(outcome->report,
                              StyleFor(parsed.output, parsed.verbose, streams));
  const absl::Status written = WriteOutput(text, parsed.output, streams);
  if (!written.ok()) return Fail(written, streams);
  return IsNeutral(outcome->report) ? kExitClean : kExitConflicts;
}

}  // namespace patchgraph
