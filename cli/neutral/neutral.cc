#include "cli/neutral/neutral.h"

#include <tbb/parallel_invoke.h>

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "cli/check_inputs.h"
#include "cli/exit_status.h"
#include "cli/neutral/driver_interface.h"
#include "cli/neutral/flavours.h"
#include "cli/neutral/neutral_arguments.h"
#include "cli/neutral/neutral_build.h"
#include "cli/neutral/stack_lost_symbols.h"
#include "cli/output_file.h"
#include "cli/progress.h"
#include "engine/check/check.h"
#include "engine/check/file_text.h"
#include "engine/kbuild/neutral.h"
#include "engine/kbuild/patched_stack.h"
#include "engine/kbuild/suggest_guards.h"
#include "engine/report/neutral/neutral_report.h"
#include "engine/report/words.h"
#include "engine/source/diff_writer.h"

namespace patchgraph {
namespace {

// What there is to say in the end.
struct NeutralOutcome {
  NeutralReport report;
  std::string guards;  // with --suggest: the patches
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
    NoteLeftOut(*check);
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
    // What is lost takes as long as all the rest, and needs nothing of it.
    absl::StatusOr<std::vector<LostSymbol>> lost = std::vector<LostSymbol>();
    absl::StatusOr<StackNeutrality> neutrality;
    absl::StatusOr<std::vector<InterfaceChange>> driver_interface;
    tbb::parallel_invoke(
        [&] {
          neutrality = MeasureNeutrality(*patched, question);
          if (!neutrality.ok()) return;
          progress_.Say(absl::StrCat(stack.name, ": what drivers notice"));
          driver_interface = FindInterfaceChanges(*patched, *neutrality);
          progress_.Say(absl::StrCat(stack.name, ": what is lost"));
        },
        [&] {
          if (inputs_.onto == nullptr) return;
          lost = FindLostOfStack(inputs_, stack, *patched);
        });
    if (!neutrality.ok()) return neutrality.status();
    if (!lost.ok()) return lost.status();
    if (!driver_interface.ok()) return driver_interface.status();
    NeutralSubject subject = {stack.name, check->patches, *patched,
                              *neutrality};
    if (inputs_.onto != nullptr) subject.lost = &*lost;
    subject.driver_interface = &*driver_interface;
    BuildComparison built;
    if (!arguments_.build.empty()) {
      auto build = BuildBoth(arguments_, *patched, check->patches, question,
                             *neutrality, &progress_);
      if (!build.ok()) return build.status();
      built = *std::move(build);
      subject.build = &built;
      subject.build_command = arguments_.build;
    }
    if (arguments_.suggest) {
      progress_.Say(absl::StrCat(stack.name, ": trying guards"));
      absl::Status status = Suggest(stack.name, *patched, *neutrality);
      if (!status.ok()) return status;
    }
    if (!arguments_.flavours.empty()) {
      // The first is that of any kernel.
      neutrality->answers.erase(neutrality->answers.begin());
    }
    AddNeutralStack(subject, &outcome_.report);
    return absl::OkStatus();
  }

  void NoteLeftOut(const StackCheck& check) {
    const bool fits =
        std::all_of(check.base_conflicts.begin(), check.base_conflicts.end(),
                    [](const Conflict& conflict) {
                      return conflict.kind == ConflictKind::kMasked;
                    });
    if (fits) return;
    outcome_.notes.push_back(absl::StrCat(
        check.stack, " does not apply to its base as a whole: what does not ",
        "is left out (see patchgraph check)"));
  }

  absl::Status Suggest(const std::string& name, const PatchedStack& stack,
                       const StackNeutrality& neutrality) {
    const auto guarded = SuggestGuards(stack, neutrality);
    if (!guarded.ok()) return guarded.status();
    Patch patch;
    int reached = 0;
    int reach = 0;
    for (const GuardedFile& file : *guarded) {
      FileVersions versions;
      versions.old_path = versions.new_path = file.path;
      versions.before = stack.Find(file.path)->after;
      versions.after = versions.before;
      versions.after->blob = Blob::FromBytes(file.text);
      auto changes = TextBetween(versions);
      if (!changes.ok()) return changes.status();
      for (FileChange& change : *changes) {
        patch.files.push_back(std::move(change));
      }
      reached += file.reached;
      reach += file.reach;
    }
    if (patch.files.empty()) {
      outcome_.notes.push_back(
          absl::StrCat(name, ": no guard is proven to help"));
      return absl::OkStatus();
    }
    patch.preamble =
        absl::StrCat("Guards for ", name, ": CONFIG_", neutrality.off.front(),
                     " off is what was there before\n\n");
    outcome_.guards += PrintPatch(patch);
    outcome_.notes.push_back(absl::StrCat(
        name, ": guards in ",
        Counted(static_cast<int>(guarded->size()), "file", "files"), " keep ",
        reached - reach, " of ", Counted(reached, "hunk", "hunks"),
        " there out of the build"));
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
  const absl::Status written =
      parsed.suggest
          ? WriteOutput(outcome->guards, parsed.answer.output, streams)
          : WriteAnswer(
                outcome->report,
                [&outcome](const TextStyle& style) {
                  return RenderNeutralText(outcome->report, style);
                },
                parsed.answer, streams);
  if (!written.ok()) return Fail(written, streams);
  return IsNeutral(outcome->report) ? kExitClean : kExitConflicts;
}

}  // namespace patchgraph
