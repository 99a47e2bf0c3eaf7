#include "cli/drift.h"

#include <memory>
#include <utility>

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
#include "cli/rebase/rebase_form.h"
#include "engine/check/check.h"
#include "engine/forks/drift.h"
#include "engine/forks/port_forks.h"
#include "engine/forms/form_patch.h"
#include "engine/forms/move_whole.h"
#include "engine/forms/write_branch.h"
#include "engine/report/drift/drift_report.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"
#include "engine/resolve/resolve_file.h"

namespace patchgraph {
namespace {

constexpr char kDescription[] =
    "Finds the files that a stack adds as copies of others (time-xen.c of "
    "time.c),\n"
    "and tells what upstream has changed in the originals since: no merge "
    "ever\n"
    "reports that, and the copy rots. No tree is touched.";

constexpr char kNotes[] =
    "With --port upstream's change is carried into each fork by a three-way "
    "merge,\n"
    "and the conflicts are added to those that patchgraph check finds: what "
    "the\n"
    "merge costs. --as writes the forks that took the change as one patch "
    "which\n"
    "goes on top of the stack (quilt:DIR, mbox:FILE, diff:FILE), as whole "
    "files\n"
    "(sparse:DIR), or as the last commit of a new branch that has the stack "
    "on the\n"
    "target (git:BRANCH). Forks in conflict stay as they are. Nothing is "
    "guessed\n"
    "unless --auto asks for it: with --auto=safe resolvers settle the "
    "conflicts "
    "that\n"
    "they have been measured to be sure of, and forks that have no others are "
    "written.\n"
    "\n"
    "Examples:\n"
    "  patchgraph drift xen --onto v2.6.17\n"
    "  patchgraph drift xen --onto v2.6.17 --port -v\n"
    "  patchgraph drift xen --onto v2.6.17 --port --as sparse:ported\n"
    "  patchgraph drift xen --onto v2.6.17 --port --auto=safe --as "
    "sparse:ported\n"
    "  patchgraph drift sparse:overlay@linux-6.1 --onto linux-6.6.tar.xz "
    "--json\n"
    "  patchgraph drift xen --flag 'timer=jiffies|HPET'\n"
    "\n"
    "Exit status: 0 no fork lacks anything, of upstream or of the stack's own "
    "patches\n"
    "(with --port: no conflicts that are left), 1 some do, 2 wrong usage or "
    "bad input.";

struct DriftArguments {
  InputArguments input;
  AnswerArguments answer;
  std::string as;
  std::vector<std::string> flags;
  bool port = false;
  std::string resolve;  // safe, propose or off, which is the default
};

absl::optional<int> ParseDriftArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    DriftArguments* parsed) {
  const std::unique_ptr<CLI::App> parser =
      MakeParser("drift", kDescription, absl::StrCat(InputNotes(), kNotes));
  AddInputOptions(parser.get(), "Whose forks", &parsed->input);
  AddReadingOptions(parser.get(), &parsed->input);
  CLI::Option* port = parser->add_flag(
      "--port", parsed->port, "Carry upstream's change into the forks");
  parser
      ->add_option("--as", parsed->as,
                   "Write the ported forks: git:BRANCH, quilt:DIR,\n"
                   "mbox:FILE, diff:FILE or sparse:DIR")
      ->type_name("FORM")
      ->needs(port);
  parser
      ->add_option("--auto", parsed->resolve,
                   "Settle conflicts: safe takes what resolvers are sure of,\n"
                   "propose their best guess everywhere (off)")
      ->type_name("MODE")
      ->check(CLI::IsMember({"safe", "propose", "off"}).description(""))
      ->needs(port);
  parser
      ->add_option("--flag", parsed->flags,
                   "Flag commits whose message has this regular\n"
                   "expression (may be given several times)")
      ->type_name("NAME=RE")
      ->allow_extra_args(false);
  AddAnswerOptions("All commits, all forks, and conflicts with their text",
                   parser.get(), &parsed->answer);
  return ParseArguments(arguments, streams, parser.get());
}

absl::StatusOr<CommitRules> RulesOf(const std::vector<std::string>& flags) {
  std::vector<CommitRule> more;
  for (const std::string& flag : flags) {
    const size_t equals = flag.find('=');
    if (equals == std::string::npos || equals == 0) {
      return absl::InvalidArgumentError(absl::StrCat(
          "--flag \"", flag, "\" is no NAME=RE, such as timer=jiffies"));
    }
    more.push_back({flag.substr(0, equals), flag.substr(equals + 1)});
  }
  return CommitRules::WithMore(more);
}

// What there is to say in the end.
struct DriftOutcome {
  DriftReport report;
  std::string result;  // what was written; empty: nothing
  std::vector<std::string> notes;
};

class DriftCommand {
 public:
  DriftCommand(const DriftArguments& arguments, const CliStreams& streams)
      : arguments_(arguments), streams_(streams), progress_(streams) {}

  absl::StatusOr<DriftOutcome> Run() {
    auto rules = RulesOf(arguments_.flags);
    if (!rules.ok()) return rules.status();
    rules_ = *std::move(rules);
    absl::Status status = ReadInputs();
    for (const Stack& stack : inputs_.stacks) {
      if (!status.ok()) return status;
      status = Measure(stack);
    }
    if (!status.ok()) return status;
    return std::move(outcome_);
  }

 private:
  absl::Status ReadInputs() {
    auto inputs = ReadCheckInputs(arguments_.input, streams_, &progress_);
    if (!inputs.ok()) return inputs.status();
    inputs_ = *std::move(inputs);
    outcome_.notes = inputs_.notes;
    if (inputs_.onto == nullptr) {
      return absl::InvalidArgumentError(
          "--onto is missing: the tree that the originals are compared with");
    }
    outcome_.report.set_schema(1);
    outcome_.report.set_onto(inputs_.onto->name());
    if (arguments_.as.empty()) return absl::OkStatus();
    if (inputs_.stacks.size() != 1) {
      return absl::InvalidArgumentError(
          "--as writes the forks of one stack: name it");
    }
    const auto target = ParseFormTarget(arguments_.as, streams_);
    if (!target.ok()) return target.status();
    target_ = *target;
    // What is in the way should be known before the work is done.
    return target_->form == RebaseForm::kGit && inputs_.repository != nullptr
               ? CheckNewBranch(*inputs_.repository, target_->place)
               : absl::OkStatus();
  }

  absl::Status Measure(const Stack& stack) {
    CheckOptions options;
    options.fuzz = arguments_.input.fuzz;
    progress_.Say(absl::StrCat("reading the patches of ", stack.name));
    const auto check =
        Check(stack, arguments_.port ? inputs_.onto : nullptr, options);
    if (!check.ok()) return check.status();
    progress_.Say(absl::StrCat("looking for the forks of ", stack.name));
    const auto drift = MeasureDrift(stack, *check, inputs_.onto,
                                    inputs_.repository.get(), rules_);
    if (!drift.ok()) return drift.status();
    absl::optional<PortedStack> ported;
    if (arguments_.port) {
      auto done = Port(stack, *check, *drift);
      if (!done.ok()) return done.status();
      ported = *std::move(done);
    }
    AddDriftStack(stack.name, stack.base->name(), *drift, ported,
                  &outcome_.report);
    return target_.has_value() ? Write(stack, *drift, ported->ports)
                               : absl::OkStatus();
  }

  absl::StatusOr<PortedStack> Port(const Stack& stack, const StackCheck& check,
                                   const StackDrift& drift) {
    progress_.Say(absl::StrCat("carrying over to the forks of ", stack.name));
    PortedStack ported;
    ported.resolve = AutoModeNamed(arguments_.resolve).value_or(AutoMode::kOff);
    auto ports = PortForks(drift, ported.resolve);
    if (!ports.ok()) return ports.status();
    ported.ports = *std::move(ports);
    ported.stack_conflicts = check.conflicts;
    if (!drift.history) return ported;
    progress_.Say("looking for what the conflicts come from");
    auto causes = ExplainPorts(*inputs_.repository, *stack.base, *inputs_.onto,
                               drift, ported.ports);
    if (!causes.ok()) return causes.status();
    ported.causes = *std::move(causes);
    return ported;
  }

  absl::Status Write(const Stack& stack, const StackDrift& drift,
                     const std::vector<ForkPort>& ports) {
    progress_.Say(absl::StrCat("writing ", arguments_.as));
    auto ported = PortPatch(stack.name, inputs_.onto->name(), drift, ports);
    if (!ported.ok()) return ported.status();
    if (ported->files.empty()) {
      outcome_.notes.emplace_back("no fork takes a change: nothing is written");
      return absl::OkStatus();
    }
    auto patches = PatchesBelow(stack);
    if (!patches.ok()) return patches.status();
    const size_t files = ported->files.size();
    patches->push_back({std::move(ported->patch), std::move(ported->files)});
    auto written =
        WriteForm(*target_, *patches, *inputs_.onto, inputs_.repository.get());
    if (!written.ok()) return written.status();
    outcome_.result =
        absl::StrCat(written->result, ", with ",
                     Counted(static_cast<int>(files), "fork", "forks"));
    outcome_.notes.insert(outcome_.notes.end(), written->notes.begin(),
                          written->notes.end());
    return absl::OkStatus();
  }

  // The moved stack for a branch, which has to stand on something; nothing for
  // the other forms.
  absl::StatusOr<std::vector<FormPatch>> PatchesBelow(const Stack& stack) {
    if (target_->form != RebaseForm::kGit) return std::vector<FormPatch>();
    const auto move = MoveWhole(stack, inputs_.onto);
    if (!move.ok()) return move.status();
    if (!move->complete) {
      return absl::FailedPreconditionError(absl::StrCat(
          arguments_.as, ": ", stack.name, " itself is in conflict with ",
          inputs_.onto->name(),
          " (see patchgraph check); the forks alone can be written with "
          "quilt:, mbox:, diff: or sparse:"));
    }
    return FormPatches(stack, *move, /*split=*/false);
  }

  const DriftArguments& arguments_;
  const CliStreams& streams_;
  Progress progress_;
  CommitRules rules_ = CommitRules::Default();
  CheckInputs inputs_;
  absl::optional<FormTarget> target_;
  DriftOutcome outcome_;
};

}  // namespace

int RunDrift(const std::vector<std::string>& arguments,
             const CliStreams& streams) {
  DriftArguments parsed;
  const absl::optional<int> status =
      ParseDriftArguments(arguments, streams, &parsed);
  if (status.has_value()) return *status;
  absl::StatusOr<DriftOutcome> outcome;
  {
    // The line of progress goes with it.
    DriftCommand command(parsed, streams);
    outcome = command.Run();
  }
  if (!outcome.ok()) return Fail(outcome.status(), streams);
  PrintNotes(outcome->notes, streams);
  const absl::Status written = WriteAnswer(
      outcome->report,
      [&outcome](const TextStyle& style) {
        return RenderDriftText(outcome->report, style);
      },
      parsed.answer, streams);
  if (!written.ok()) return Fail(written, streams);
  if (!outcome->result.empty()) {
    streams.err << "patchgraph: wrote " << Visible(outcome->result) << "\n";
  }
  return HasDrift(outcome->report) ? kExitConflicts : kExitClean;
}

}  // namespace patchgraph
