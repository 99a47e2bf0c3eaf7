#include "cli/graph.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "cli/exit_status.h"
#include "cli/graph_answer.h"
#include "cli/graph_arguments.h"
#include "cli/graph_inputs.h"
#include "cli/graph_write.h"
#include "cli/output_file.h"
#include "cli/progress.h"
#include "engine/report/graph/graph_dot.h"
#include "engine/report/graph/graph_svg.h"
#include "engine/report/graph/graph_text.h"
#include "engine/report/report_json.h"

namespace patchgraph {
namespace {

// An answer, and what is to be said beside it.
struct Outcome {
  GraphReport report;
  int status = kExitClean;
};

absl::StatusOr<Outcome> MakeGraph(const GraphArguments& arguments,
                                  const CliStreams& streams,
                                  std::vector<std::string>* notes) {
  Progress progress(streams);
  const absl::StatusOr<GraphInputs> inputs =
      ReadGraphInputs(arguments, streams, &progress);
  if (!inputs.ok()) return inputs.status();
  *notes = inputs->inputs.notes;
  // Names are looked up first: a wrong one should not have to wait.
  const auto questions = FindQuestions(arguments, *inputs);
  if (!questions.ok()) return questions.status();
  const auto dependencies = ReadDependencies(arguments, *inputs, &progress);
  if (!dependencies.ok()) return dependencies.status();
  auto report = AnswerGraph(arguments, inputs->inputs, *questions,
                            *dependencies, &progress);
  if (!report.ok()) return report.status();
  Outcome outcome;
  outcome.report = *std::move(report);
  if (arguments.write.empty()) return outcome;
  if (questions->size() > 1) {
    return absl::InvalidArgumentError(
        "--write: the patches are of different stacks");
  }
  const StackQuestion& question = questions->front();
  progress.Say(absl::StrCat("writing ", arguments.write));
  const auto written =
      WriteNeeds(arguments, inputs->inputs.stacks[question.stack],
                 outcome.report.stacks(0), inputs->inputs.onto,
                 PathFrom(streams, arguments.write));
  if (!written.ok()) return written.status();
  notes->insert(notes->end(), written->notes.begin(), written->notes.end());
  if (!written->complete) outcome.status = kExitConflicts;
  return outcome;
}

absl::StatusOr<std::string> Format(const GraphReport& report,
                                   const GraphArguments& arguments,
                                   const CliStreams& streams) {
  switch (arguments.format) {
    case GraphFormat::kJson:
      return ToJson(report);
    case GraphFormat::kDot:
      return ToDot(report);
    case GraphFormat::kSvg:
      return ToSvg(report);
    case GraphFormat::kText:
      break;
  }
  return RenderGraphText(
      report, StyleFor(arguments.output, arguments.verbose, streams));
}

}  // namespace

int RunGraph(const std::vector<std::string>& arguments,
             const CliStreams& streams) {
  GraphArguments parsed;
  const absl::optional<int> status =
      ParseGraphArguments(arguments, streams, &parsed);
  if (status.has_value()) return *status;
  // Written when the line of progress is gone.
  std::vector<std::string> notes;
  const absl::StatusOr<Outcome> outcome = MakeGraph(parsed, streams, &notes);
  if (!parsed.quiet) PrintNotes(notes, streams);
  if (!outcome.ok()) return Fail(outcome.status(), streams);
  if (parsed.quiet) return outcome->status;
  const absl::StatusOr<std::string> text =
      Format(outcome->report, parsed, streams);
  if (!text.ok()) return Fail(text.status(), streams);
  const absl::Status written = WriteOutput(*text, parsed.output, streams);
  return written.ok() ? outcome->status : Fail(written, streams);
}

}  // namespace patchgraph
