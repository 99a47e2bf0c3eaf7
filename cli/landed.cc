#include "cli/landed.h"

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "cli/answer.h"
#include "cli/arguments.h"
#include "cli/check_inputs.h"
#include "cli/exit_status.h"
#include "cli/input_arguments.h"
#include "cli/output_file.h"
#include "cli/progress.h"
#include "engine/check/check.h"
#include "engine/git/git_tree.h"
#include "engine/report/rebase/landed_report.h"
#include "engine/upstream/landed_patches.h"

namespace patchgraph {
namespace {

constexpr char kDescription[] =
    "Tells which patches of a stack another tree has already: as the same "
    "commit,\n"
    "a pick of it or the same patch, or because every edit is in place, in "
    "one\n"
    "commit or in several, alone or squashed with others. Those can be "
    "dropped.\n"
    "Weaker signs are proposals. No tree is touched.";

constexpr char kNotes[] =
    "Examples:\n"
    "  patchgraph landed xen --onto v2.6.17\n"
    "  patchgraph landed quilt:debian/patches@v6.1 --onto linux-6.6.tar.xz\n"
    "\n"
    "Exit status: 0, or 2 for wrong usage or bad input.";

struct LandedArguments {
  InputArguments input;
  AnswerArguments answer;
};

absl::optional<int> ParseLandedArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    LandedArguments* parsed) {
  const std::unique_ptr<CLI::App> parser =
      MakeParser("landed", kDescription, absl::StrCat(InputNotes(), kNotes));
  AddInputOptions(parser.get(), "What to look for", &parsed->input);
  AddReadingOptions(parser.get(), &parsed->input);
  AddAnswerOptions("List the patches that were not found, too", parser.get(),
                   &parsed->answer);
  return ParseArguments(arguments, streams, parser.get());
}

absl::StatusOr<LandedReport> MakeLanded(const LandedArguments& arguments,
                                        const CliStreams& streams,
                                        std::vector<std::string>* notes) {
  Progress progress(streams);
  absl::StatusOr<CheckInputs> inputs =
      ReadCheckInputs(arguments.input, streams, &progress);
  if (!inputs.ok()) return inputs.status();
  *notes = inputs->notes;
  if (inputs->onto == nullptr) {
    return absl::InvalidArgumentError(
        "--onto is missing: the tree that may have the patches");
  }
  CheckOptions options;
  options.fuzz = arguments.input.fuzz;
  LandedReport report;
  report.set_schema(1);
  report.set_onto(inputs->onto->name());
  for (const Stack& stack : inputs->stacks) {
    progress.Say(absl::StrCat("looking for ", stack.name));
    const absl::StatusOr<StackCheck> check = Check(stack, nullptr, options);
    if (!check.ok()) return check.status();
    const auto landed =
        FindLandedPatches(QuestionsAbout(stack, check->patches), stack.base,
                          inputs->onto, inputs->repository.get());
    if (!landed.ok()) return landed.status();
    const bool history = inputs->repository != nullptr &&
                         CommitOf(*stack.base).has_value() &&
                         CommitOf(*inputs->onto).has_value();
    AddLandedStack(stack.name, stack.base->name(), history, check->patches,
                   *landed, &report);
  }
  return report;
}

}  // namespace

int RunLanded(const std::vector<std::string>& arguments,
              const CliStreams& streams) {
  LandedArguments parsed;
  const absl::optional<int> status =
      ParseLandedArguments(arguments, streams, &parsed);
  if (status.has_value()) return *status;
  // Written when the line of progress is gone.
  std::vector<std::string> notes;
  const absl::StatusOr<LandedReport> report =
      MakeLanded(parsed, streams, &notes);
  PrintNotes(notes, streams);
  if (!report.ok()) return Fail(report.status(), streams);
  const absl::Status written = WriteAnswer(
      *report,
      [&report](const TextStyle& style) {
        return RenderLandedText(*report, style);
      },
      parsed.answer, streams);
  return written.ok() ? kExitClean : Fail(written, streams);
}

}  // namespace patchgraph
