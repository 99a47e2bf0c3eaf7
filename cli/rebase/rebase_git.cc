#include "cli/rebase/rebase_git.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "cli/exit_status.h"
#include "cli/progress.h"
#include "cli/rebase/rebase_answer.h"
#include "cli/rebase/rebase_hooks.h"
#include "cli/rebase/rebase_memory.h"
#include "cli/rebase/rebase_resolvers.h"
#include "engine/git/git_obstacles.h"
#include "engine/git/git_settings.h"
#include "engine/git/git_worktree.h"
#include "engine/rebase/check_picks.h"
#include "engine/rebase/landed_picks.h"
#include "engine/rebase/rebase_request.h"
#include "engine/rebase/rebase_session.h"
#include "engine/report/utf8.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

// So many of what is listed have their names in a note.
constexpr size_t kNamed = 5;

constexpr char kUnderWay[] =
    "a rebase was begun: finish it with patchgraph rebase --continue, or end "
    "it with --abort (see --status)";

std::string NameOfReuse(ReuseResolutions reuse) {
  switch (reuse) {
    case ReuseResolutions::kOff:
      return "off";
    case ReuseResolutions::kAuto:
      return "auto";
    case ReuseResolutions::kPropose:
      return "propose";
  }
  return "propose";
}

class GitRebase {
 public:
  GitRebase(const RebaseArguments& arguments, const CliStreams& streams)
      : arguments_(arguments), streams_(streams) {}

  absl::StatusOr<RebaseReport> Run() {
    absl::Status status = Open();
    if (!status.ok()) return status;
    const RebaseStateFile file(WorktreeGitFolder(*repository_));
    absl::StatusOr<absl::optional<RebaseState>> state = file.Read();
    if (!state.ok()) return state.status();
    const bool starts = arguments_.action == RebaseAction::kRun ||
                        arguments_.action == RebaseAction::kBegin;
    if (starts && state->has_value()) {
      return absl::FailedPreconditionError(kUnderWay);
    }
    if (starts) return Start();
    if (!state->has_value()) {
      return absl::FailedPreconditionError(
          "no rebase was begun here (git's own has `git rebase --continue`)");
    }
    if (arguments_.action == RebaseAction::kStatus) return Status(**state);
    return GoOn(**state);
  }

 private:
  absl::Status Open() {
    const std::string folder =
        streams_.directory == "." ? std::string() : streams_.directory;
    absl::StatusOr<std::shared_ptr<const GitRepository>> repository =
        arguments_.input.repository.empty()
            ? GitRepository::Discover(folder)
            : GitRepository::Open(
                  PathFrom(streams_, arguments_.input.repository));
    if (!repository.ok()) return repository.status();
    repository_ = *std::move(repository);
    if (arguments_.dry_run || arguments_.action == RebaseAction::kStatus) {
      return absl::OkStatus();
    }
    absl::StatusOr<GitPerson> person = FindCommitter(*repository_);
    if (!person.ok()) return person.status();
    person_ = *std::move(person);
    return absl::OkStatus();
  }

  RebaseSession MakeSession(const StateOptions& options) {
    RebaseHost host;
    hooks_ = std::make_unique<RebaseHooks>(*repository_);
    host.run = [this](const std::string& command) {
      progress_.reset();
      return hooks_->RunCommand(command);
    };
    host.list = [this](const RebaseState& state)
        -> absl::StatusOr<RebaseHost::Conflicts> { return List(state); };
    UseStoredResolutions(repository_, person_, options.reuse(), &notes_, &host);
    UseResolvers(repository_, options.resolve(), &host);
    return RebaseSession(repository_, person_, std::move(host));
  }

  absl::StatusOr<RebaseHost::Conflicts> List(const RebaseState& state) const {
    const auto check = CheckPicks(repository_, state);
    if (!check.ok()) return check.status();
    RebaseHost::Conflicts found;
    const std::string open = state.picks(state.next()).commit().substr(0, 12);
    for (const Conflict& conflict : check->conflicts) {
      (conflict.patch == open ? found.open : found.later)
          .push_back(ConflictKey(conflict));
    }
    return found;
  }

  absl::StatusOr<RebaseRequest> Request() const {
    const InputArguments& input = arguments_.input;
    if (!input.without.empty() || !input.base.empty() || input.fuzz != 0 ||
        input.strip >= 0 || arguments_.split) {
      return absl::InvalidArgumentError(
          "rebase: --without, --base, --fuzz, --strip and --split are for a "
          "stack or a series of patches");
    }
    RebaseRequest request;
    const std::vector<std::string>& words = arguments_.input.stacks;
    const size_t branch_at = arguments_.root ? 0 : 1;
    if (words.size() > branch_at + 1) {
      return absl::InvalidArgumentError(
          absl::StrCat("rebase: one too many: ", words[branch_at + 1]));
    }
    if (!arguments_.root && !words.empty()) request.upstream = words[0];
    if (words.size() > branch_at) request.branch = words[branch_at];
    request.onto = arguments_.input.onto;
    request.root = arguments_.root;
    request.plan.autosquash = arguments_.autosquash;
    request.plan.reapply_cherry_picks = arguments_.reapply_cherry_picks;
    request.plan.update_refs = arguments_.update_refs.value_or(
        GitFlag(*repository_, "rebase.updaterefs", false));
    StateOptions& options = request.options;
    options.set_signoff(arguments_.signoff);
    options.set_no_fast_forward(arguments_.no_fast_forward);
    options.set_reset_author_date(arguments_.dates ==
                                  RebaseDates::kResetAuthor);
    options.set_committer_date_is_author_date(
        arguments_.dates == RebaseDates::kCommitterIsAuthorDate);
    for (const std::string& command : arguments_.exec) {
      options.add_exec(command);
    }
    for (const std::string& command : arguments_.exec_at_end) {
      options.add_exec_at_end(command);
    }
    options.set_reuse(
        NameOfReuse(arguments_.reuse.value_or(ReuseResolutions::kPropose)));
    options.set_resolve(arguments_.resolve);
    return request;
  }

  absl::Status CheckMayStart(RebaseState* state) const {
    absl::Status status = CheckMayWrite(*repository_);
    if (!status.ok()) return status;
    if (!arguments_.no_gpg_sign &&
        GitFlag(*repository_, "commit.gpgsign", false)) {
      return absl::FailedPreconditionError(
          "commit.gpgSign is set, and patchgraph does not sign: --no-gpg-sign "
          "writes unsigned commits, or use git rebase");
    }
    if (IsBare(*repository_)) {
      return state->options().exec_size() +
                         state->options().exec_at_end_size() ==
                     0
                 ? absl::OkStatus()
                 : absl::FailedPreconditionError(
                       "--exec needs a worktree, and the repository is bare");
    }
    const auto dirty = DirtyPaths(*repository_);
    if (!dirty.ok()) return dirty.status();
    if (dirty->empty()) return absl::OkStatus();
    if (arguments_.autostash.value_or(
            GitFlag(*repository_, "rebase.autostash", false))) {
      state->set_stash_message(absl::StrCat("patchgraph autostash ",
                                            absl::ToUnixMicros(absl::Now())));
      return absl::OkStatus();
    }
    return absl::FailedPreconditionError(absl::StrCat(
        "there are uncommitted changes, in ", dirty->front(),
        dirty->size() > 1 ? absl::StrCat(" and ", dirty->size() - 1, " more")
                          : std::string(),
        ": commit them, or --autostash"));
  }

  absl::StatusOr<RebaseReport> Start() {
    const auto request = Request();
    if (!request.ok()) return request.status();
    Say("reading commits");
    auto prepared = PrepareRebase(*repository_, *request);
    // A hook may write to the terminal.
    progress_.reset();
    if (!prepared.ok()) return prepared.status();
    RebaseState& state = prepared->state;
    if (!arguments_.dry_run) {
      absl::Status status = CheckMayStart(&state);
      if (!status.ok()) return status;
    }
    if (prepared->up_to_date) return ReportOf(state, "up-to-date");
    hooks_ = std::make_unique<RebaseHooks>(*repository_);
    if (!arguments_.dry_run) {
      if (!arguments_.no_verify) {
        const absl::Status status = hooks_->PreRebase(
            arguments_.root ? "--root" : prepared->upstream_name,
            request->branch);
        if (!status.ok()) return status;
      }
      for (const std::string& note : hooks_->NotRun()) notes_.push_back(note);
    }
    range_ = arguments_.root
                 ? std::string()
                 : absl::StrCat(prepared->upstream_name, "..", state.name());
    Say(absl::StrCat("replaying ", state.name()));
    auto step = Replay(&state);
    if (!step.ok()) return step.status();
    if (arguments_.dry_run) {
      return step->end == RebaseEnd::kConflict
                 ? Conflicts(state, *step)
                 : ReportOf(step->state, "preview");
    }
    const bool untouched =
        step->end == RebaseEnd::kConflict && step->state.stopped().empty();
    if (untouched) return Conflicts(state, *step);
    progress_.reset();
    if (!IsBare(*repository_)) {
      Ignore(hooks_->PostCheckout(state.start_commit(), step->state.head()));
    }
    return Ended(*step);
  }

  // First as if nothing were to be opened or settled: what has landed is known,
  // and left out, before anything is.
  absl::StatusOr<RebaseStep> Replay(RebaseState* state) {
    const auto replay = [&](bool open, bool settle) {
      StateOptions options = state->options();
      if (!settle) options.clear_resolve();
      RebaseSession session = MakeSession(options);
      return arguments_.dry_run ? session.Preview(*state)
                                : session.Run(*state, open);
    };
    const bool lands = !arguments_.reapply_cherry_picks;
    auto step = replay(/*open=*/false, /*settle=*/!lands);
    const auto is_in_conflict = [&step] {
      return step.ok() && step->end == RebaseEnd::kConflict &&
             step->state.stopped().empty();
    };
    if (is_in_conflict() && lands) {
      Say("looking for what has landed");
      auto landed = DropLandedPicks(repository_, step->state, state);
      if (!landed.ok()) return landed.status();
      proposals_ = std::move(landed->proposals);
      const bool settles =
          AutoModeNamed(state->options().resolve()).value_or(AutoMode::kOff) !=
          AutoMode::kOff;
      if (landed->dropped > 0 || settles) {
        step = replay(/*open=*/false, /*settle=*/true);
      }
    }
    const bool begins = arguments_.action == RebaseAction::kBegin;
    return is_in_conflict() && begins ? replay(/*open=*/true, /*settle=*/true)
                                      : std::move(step);
  }

  // Nothing was touched: all conflicts.
  absl::StatusOr<RebaseReport> Conflicts(const RebaseState& start,
                                         const RebaseStep& step) const {
    const auto check = CheckPicks(repository_, start);
    if (!check.ok()) return check.status();
    RebaseState state = step.state;
    RebaseReport report = ReportOf(state, *check);
    AddAdvice(range_.empty()
                  ? std::string()
                  : absl::StrCat(" ", range_, " --onto ", state.onto_name()),
              &report);
    for (const std::string& note : ReuseNotes(step.reused)) {
      report.add_notes(absl::StrCat("remembered, so no work: ", note));
    }
    for (const std::string& note : ResolvedNotes(step.resolved)) {
      report.add_notes(note);
    }
    if (check->conflicts.empty()) {
      for (const Conflict& conflict : step.conflict->conflicts) {
        report.add_notes(
            absl::StrCat(start.picks(state.next()).commit().substr(0, 12), ": ",
                         conflict.message));
      }
    }
    return report;
  }

  absl::StatusOr<RebaseReport> GoOn(RebaseState state) {
    // What is said now holds from now on.
    if (arguments_.reuse.has_value()) {
      state.mutable_options()->set_reuse(NameOfReuse(*arguments_.reuse));
    }
    if (!arguments_.resolve.empty()) {
      state.mutable_options()->set_resolve(arguments_.resolve);
    }
    RebaseSession session = MakeSession(state.options());
    Say("going on");
    auto step =
        arguments_.action == RebaseAction::kContinue ? session.Continue(state)
        : arguments_.action == RebaseAction::kSkip   ? session.Skip(state)
                                                     : session.Abort(state);
    if (!step.ok()) return step.status();
    return Ended(*step);
  }

  absl::StatusOr<RebaseReport> Ended(const RebaseStep& step) {
    progress_.reset();
    if (step.end == RebaseEnd::kWritten) {
      Ignore(hooks_->PostRewrite(step.state));
    }
    const bool stopped =
        step.end == RebaseEnd::kConflict || step.end == RebaseEnd::kCommand;
    RebaseReport report =
        ReportOf(step.state, step.end == RebaseEnd::kWritten   ? "written"
                             : step.end == RebaseEnd::kAborted ? "aborted"
                                                               : "stopped");
    for (const std::string& note : step.notes) notes_.push_back(note);
    for (const std::string& note : ReuseNotes(step.reused)) {
      notes_.push_back(note);
    }
    for (const std::string& note : ResolvedNotes(step.resolved)) {
      notes_.push_back(note);
    }
    if (!stopped && !step.vanished.empty()) {
      notes_.push_back(absl::StrCat(
          Counted(static_cast<int>(step.vanished.size()), "conflict",
                  "conflicts"),
          " went with what was resolved: ", Listed(step.vanished, kNamed)));
    }
    if (stopped) {
      const auto unmerged = UnmergedPaths(*repository_);
      FillStop(step, unmerged.ok() ? *unmerged : std::vector<std::string>(),
               &report);
      if (step.end == RebaseEnd::kConflict) AddAdvice("", &report);
    }
    for (const std::string& note : notes_) report.add_notes(note);
    return report;
  }

  absl::StatusOr<RebaseReport> Status(const RebaseState& state) const {
    RebaseReport report = ReportOf(state, "stopped");
    report.clear_notes();
    const auto unmerged = UnmergedPaths(*repository_);
    RebaseStep step;
    step.state = state;
    FillStop(step, unmerged.ok() ? *unmerged : std::vector<std::string>(),
             &report);
    return report;
  }

  // `what` are the arguments of `patchgraph why`.
  void AddAdvice(const std::string& what, RebaseReport* report) const {
    for (const std::string& proposal : proposals_) {
      report->add_proposals(ValidUtf8(proposal));
    }
    report->set_why(ValidUtf8(absl::StrCat("patchgraph why", what)));
  }

  // Until a hook or a command is run, which may write to the terminal.
  void Say(const std::string& text) {
    if (progress_ == nullptr) progress_ = std::make_unique<Progress>(streams_);
    progress_->Say(text);
  }

  // What is done is done; a hook that cannot be run is worth a word.
  void Ignore(const absl::Status& status) {
    if (!status.ok()) notes_.push_back(std::string(status.message()));
  }

  const RebaseArguments& arguments_;
  const CliStreams& streams_;
  std::shared_ptr<const GitRepository> repository_;
  GitPerson person_;
  std::unique_ptr<RebaseHooks> hooks_;
  std::unique_ptr<Progress> progress_;
  std::vector<std::string> notes_;
  // What may have landed.
  std::vector<std::string> proposals_;
  std::string range_;  // UPSTREAM..BRANCH; empty: there is no such range
};

}  // namespace

int RunRebaseGit(const RebaseArguments& arguments, const CliStreams& streams) {
  const absl::StatusOr<RebaseReport> report =
      GitRebase(arguments, streams).Run();
  if (!report.ok()) return Fail(report.status(), streams);
  const int status = PrintRebase(*report, arguments, streams);
  // That one is under way is no failure.
  return arguments.action == RebaseAction::kStatus && status == kExitConflicts
             ? kExitClean
             : status;
}

}  // namespace patchgraph
