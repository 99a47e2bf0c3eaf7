#include "cli/rebase/rebase_forms.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/optional.h"
#include "cli/check_inputs.h"
#include "cli/exit_status.h"
#include "cli/output_file.h"
#include "cli/progress.h"
#include "cli/rebase/rebase_form.h"
#include "cli/target_histories.h"
#include "engine/check/check.h"
#include "engine/forms/file_swap.h"
#include "engine/forms/form_patch.h"
#include "engine/forms/move_whole.h"
#include "engine/forms/write_back.h"
#include "engine/forms/write_branch.h"
#include "engine/git/git_tree.h"
#include "engine/rebase/landed_picks.h"
#include "engine/report/check/check_report.h"
#include "engine/report/check/check_text.h"
#include "engine/report/merge_file/merge_file_report.h"
#include "engine/report/rebase/rebase_summary.h"
#include "engine/report/report_json.h"
#include "engine/report/terminal_text.h"
#include "engine/report/utf8.h"
#include "engine/report/words.h"
#include "engine/resolve/resolve_file.h"
#include "engine/upstream/landed_patches.h"

namespace patchgraph {
namespace {

absl::Status OnlyForCommits(absl::string_view option) {
  return absl::InvalidArgumentError(absl::StrCat(
      option,
      " is for commits. Make a branch of the patches (--as "
      "git:BRANCH, without --onto), rebase that, and write it back (patchgraph "
      "rebase git:BASE..BRANCH --as quilt:DIR)"));
}

absl::Status CheckOptions(const RebaseArguments& arguments) {
  const struct {
    bool given;
    absl::string_view name;
  } options[] = {
      {arguments.action == RebaseAction::kBegin, "--begin"},
      {arguments.action == RebaseAction::kContinue, "--continue"},
      {arguments.action == RebaseAction::kSkip, "--skip"},
      {arguments.action == RebaseAction::kAbort, "--abort"},
      {arguments.action == RebaseAction::kStatus, "--status"},
      {!arguments.exec.empty(), "--exec"},
      {!arguments.exec_at_end.empty(), "--exec-at-end"},
      {arguments.root, "--root"},
      {arguments.autosquash, "--autosquash"},
      {arguments.signoff, "--signoff"},
      {arguments.reuse.value_or(ReuseResolutions::kOff) !=
           ReuseResolutions::kOff,
       "--reuse"},
      {arguments.dates != RebaseDates::kKeepAuthor, "another date"},
  };
  for (const auto& option : options) {
    if (option.given) return OnlyForCommits(option.name);
  }
  if (arguments.split && arguments.as.empty()) {
    return absl::InvalidArgumentError(
        "--split makes several patches of one: say with --as where to");
  }
  if (arguments.as.empty() && !arguments.input.without.empty()) {
    return absl::InvalidArgumentError(
        "--without: what is left out cannot be written back; name another "
        "form with --as");
  }
  return absl::OkStatus();
}

// What there is to say in the end.
struct FormsOutcome {
  RebaseReport report;
  std::string result;
  std::vector<std::string> notes;
  absl::optional<CheckReport> conflicts;
};

class FormsRebase {
 public:
  FormsRebase(const RebaseArguments& arguments, const CliStreams& streams)
      : arguments_(arguments), streams_(streams), progress_(streams) {}

  absl::StatusOr<FormsOutcome> Run() {
    absl::Status status = CheckOptions(arguments_);
    if (status.ok()) status = ReadInputs();
    if (!status.ok()) return status;
    if (!target_.has_value() && !arguments_.dry_run) {
      const auto finished = FinishEarlier();
      if (!finished.ok()) return finished.status();
      if (*finished) return Finished("written");
    }
    progress_.Say(absl::StrCat("moving ", stack().name));
    auto move = MoveWhole(stack(), inputs_.onto);
    if (!move.ok()) return move.status();
    move_ = *std::move(move);
    // What has landed is no conflict to settle.
    if (!move_.complete) status = DropLanded();
    if (status.ok() && !move_.complete) status = Settle();
    if (!status.ok()) return status;
    if (!move_.complete) return ReportConflicts();
    status = target_.has_value() ? WriteAsForm() : WriteSameForm();
    if (!status.ok()) return status;
    return Finished(arguments_.dry_run ? "preview" : "written");
  }

 private:
  const Stack& stack() const { return inputs_.stacks.front(); }

  absl::Status ReadInputs() {
    InputArguments input = arguments_.input;
    if (!arguments_.as.empty()) {
      const auto target = ParseFormTarget(arguments_.as, streams_);
      if (!target.ok()) return target.status();
      target_ = *target;
      if (arguments_.split && (target_->form == RebaseForm::kDiff ||
                               target_->form == RebaseForm::kSparse)) {
        return absl::InvalidArgumentError(
            absl::StrCat("--split makes several patches, and ", arguments_.as,
                         " holds one change"));
      }
      // Another form of the same, if nobody says where to.
      input.base_only = input.onto.empty();
    }
    auto inputs = ReadCheckInputs(input, streams_, &progress_);
    if (!inputs.ok()) return inputs.status();
    inputs_ = *std::move(inputs);
    notes_ = inputs_.notes;
    if (inputs_.stacks.size() != 1) {
      std::vector<std::string> names;
      for (const Stack& stack : inputs_.stacks) names.push_back(stack.name);
      return absl::InvalidArgumentError(
          absl::StrCat("one stack at a time: name one of ",
                       Listed(names, static_cast<int>(names.size()))));
    }
    if (inputs_.onto == nullptr && !target_.has_value()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "where is ", stack().name,
          " to go? Name the tree with --onto, or another form with --as"));
    }
    return CheckTargetForm();
  }

  // What is in the way should be known before the work is done.
  absl::Status CheckTargetForm() const {
    if (!target_.has_value() || target_->form != RebaseForm::kGit ||
        inputs_.repository == nullptr) {
      return absl::OkStatus();
    }
    return CheckNewBranch(*inputs_.repository, target_->place);
  }

  // True if a run before this one was cut short, and is finished now.
  absl::StatusOr<bool> FinishEarlier() {
    bool any = false;
    for (const std::string& place : PlacesOf(stack())) {
      const auto finished = FinishFileSwap(place);
      if (!finished.ok()) return finished.status();
      if (!*finished) continue;
      any = true;
      notes_.push_back(absl::StrCat(
          "an earlier rebase of ", place,
          " was cut short while it wrote, and is finished now; nothing else "
          "was done"));
    }
    return any;
  }

  // Moves the stack again, without the patches in conflict that have landed.
  absl::Status DropLanded() {
    if (inputs_.onto == nullptr || arguments_.reapply_cherry_picks) {
      return absl::OkStatus();
    }
    progress_.Say("looking for what has landed");
    const auto check = Check(stack(), nullptr, report_options_.check);
    if (!check.ok()) return check.status();
    const auto landed =
        FindLandedPatches(QuestionsAbout(stack(), check->patches), stack().base,
                          inputs_.onto, inputs_.repository.get());
    if (!landed.ok()) return landed.status();
    std::map<int, std::string>& dropped = dropped_;
    for (size_t i = 0; i < landed->size(); ++i) {
      const LandedPatch& found = (*landed)[i];
      const RebasedAs as = move_.summary[i].as;
      const bool waits =
          as == RebasedAs::kInConflict || as == RebasedAs::kBlocked;
      // A sparse tree is no patch that one could leave out.
      if (!waits || check->patches[i].sparse ||
          found.evidence == LandedEvidence::kNone) {
        continue;
      }
      if (IsStrong(found.evidence)) {
        dropped[static_cast<int>(i)] = LandedReason(found);
        report_options_.check.landed.insert(static_cast<int>(i));
      } else {
        proposals_.push_back(
            absl::StrCat(move_.summary[i].name, " ", LandedProposal(found)));
      }
    }
    if (dropped.empty()) return absl::OkStatus();
    auto move = MoveWhole(stack(), inputs_.onto, dropped);
    if (!move.ok()) return move.status();
    move_ = *std::move(move);
    return absl::OkStatus();
  }

  // Moves the stack again, with resolvers.
  absl::Status Settle() {
    PickOptions options;
    options.resolve =
        AutoModeNamed(arguments_.resolve).value_or(AutoMode::kOff);
    if (options.resolve == AutoMode::kOff) return absl::OkStatus();
    options.histories =
        TargetHistories(inputs_.repository, stack().base, inputs_.onto);
    report_options_.check.resolve = options.resolve;
    report_options_.check.histories = options.histories;
    progress_.Say("settling conflicts");
    auto move = MoveWhole(stack(), inputs_.onto, dropped_, options);
    if (!move.ok()) return move.status();
    move_ = *std::move(move);
    // Where nothing is written, the check says what was settled.
    if (!move_.complete) return absl::OkStatus();
    for (const PickedPatch& patch : move_.picked.patches) {
      for (const RegionResolution& resolution : patch.resolutions) {
        notes_.push_back(NoteOf(resolution));
      }
    }
    return absl::OkStatus();
  }

  static std::string NoteOf(const RegionResolution& resolution) {
    ResolvedRegion region;
    // An excerpt without lines is at the line before it.
    const Excerpt& ours = resolution.region.ours;
    region.line = ours.start + (ours.text.empty() ? 1 : 0);
    region.proposals = {resolution.proposal};
    region.applied = true;
    return ResolvedLine(resolution.path, region);
  }

  absl::StatusOr<FormsOutcome> ReportConflicts() {
    CheckOptionsOfReport();
    auto check = Check(stack(), inputs_.onto, report_options_.check);
    if (!check.ok()) return check.status();
    auto outcome = Finished("conflicts");
    outcome->conflicts = MakeReport({*check}, report_options_);
    for (const std::string& proposal : proposals_) {
      outcome->report.add_proposals(ValidUtf8(proposal));
    }
    return outcome;
  }

  void CheckOptionsOfReport() {
    if (inputs_.onto != nullptr) report_options_.onto = inputs_.onto->name();
    report_options_.subsystem = [this](absl::string_view path) {
      return inputs_.rules.SubsystemOf(path);
    };
  }

  absl::Status WriteAsForm() {
    progress_.Say(absl::StrCat("writing ", arguments_.as));
    const auto patches = FormPatches(stack(), move_, arguments_.split);
    if (!patches.ok()) return patches.status();
    if (patches->empty()) {
      notes_.emplace_back("nothing is left to write");
      return absl::OkStatus();
    }
    if (arguments_.split) {
      const auto whole = FormPatches(stack(), move_, /*split=*/false);
      if (!whole.ok()) return whole.status();
      if (whole->size() == patches->size()) {
        notes_.emplace_back(
            "--split: nothing was split; it is for sparse trees, and for a "
            "stack of one patch");
      }
    }
    if (arguments_.dry_run) {
      result_ = absl::StrCat(
          arguments_.as, ": ",
          Counted(static_cast<int>(patches->size()), "patch", "patches"),
          " for ", move_.target->name());
      return absl::OkStatus();
    }
    auto written =
        WriteForm(*target_, *patches, *move_.target, inputs_.repository.get());
    if (!written.ok()) return written.status();
    result_ = std::move(written->result);
    notes_.insert(notes_.end(), written->notes.begin(), written->notes.end());
    return absl::OkStatus();
  }

  absl::Status WriteSameForm() {
    const std::vector<std::string> places = PlacesOf(stack());
    FileSwap swap(places.empty() ? "." : places.front());
    absl::Status status = PlanWriteBack(stack(), move_, &swap, &notes_);
    if (!status.ok()) return status;
    result_ = absl::StrCat(
        absl::StrJoin(places, ", "), ": ",
        swap.empty()
            ? "every file can stay as it is"
            : absl::StrCat(Counted(swap.size(), "file", "files"),
                           arguments_.dry_run ? " to change" : " changed"),
        ", for ", move_.target->name());
    if (arguments_.dry_run) return absl::OkStatus();
    progress_.Say("writing");
    status = swap.Commit();
    if (!status.ok()) return status;
    if (move_.target->name() != stack().base->name()) {
      notes_.push_back(absl::StrCat(
          "the base of ", stack().name, " is ", move_.target->name(),
          " now, and no longer ", stack().base->name()));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<FormsOutcome> Finished(absl::string_view words) const {
    FormsOutcome outcome;
    outcome.result = result_;
    outcome.notes = notes_;
    RebaseReport& report = outcome.report;
    report = MakeRebaseReport(
        move_.summary, stack().name,
        inputs_.onto == nullptr ? stack().base->name() : inputs_.onto->name(),
        words);
    for (const std::string& note : notes_) report.add_notes(ValidUtf8(note));
    report.set_result(ValidUtf8(result_));
    return outcome;
  }

  const RebaseArguments& arguments_;
  const CliStreams& streams_;
  Progress progress_;
  CheckInputs inputs_;
  absl::optional<FormTarget> target_;
  WholeMove move_;
  std::map<int, std::string> dropped_;  // has landed; with the reason
  ReportOptions report_options_;
  std::vector<std::string> proposals_;  // what may have landed
  std::vector<std::string> notes_;
  std::string result_;
};

int PrintForms(FormsOutcome outcome, const RebaseArguments& arguments,
               const CliStreams& streams) {
  const bool conflicts = outcome.conflicts.has_value();
  const int status = conflicts ? kExitConflicts : kExitClean;
  if (arguments.quiet) return status;
  if (arguments.json) {
    if (conflicts) {
      *outcome.report.mutable_check() = *std::move(outcome.conflicts);
    }
    const absl::Status written =
        WriteOutput(ToJson(outcome.report), "", streams);
    return written.ok() ? status : Fail(written, streams);
  }
  const TextStyle style = StyleFor("", arguments.verbose, streams);
  if (conflicts) streams.out << RenderText(*outcome.conflicts, style) << "\n";
  PrintNotes(outcome.notes, streams);
  if (outcome.report.patches_size() == 0) return status;
  streams.out << RenderRebaseSummary(outcome.report, style);
  for (const std::string& proposal : outcome.report.proposals()) {
    streams.out << "  may have landed: " << Visible(proposal) << "\n";
  }
  if (!outcome.result.empty()) {
    streams.out << (arguments.dry_run ? "would write " : "wrote ")
                << Visible(outcome.result) << "\n";
  }
  return status;
}

}  // namespace

int RunRebaseForms(const RebaseArguments& arguments,
                   const CliStreams& streams) {
  absl::StatusOr<FormsOutcome> outcome;
  {
    FormsRebase rebase(arguments, streams);
    outcome = rebase.Run();
  }
  if (!outcome.ok()) return Fail(outcome.status(), streams);
  return PrintForms(*std::move(outcome), arguments, streams);
}

}  // namespace patchgraph
