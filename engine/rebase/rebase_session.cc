#include "engine/rebase/rebase_session.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/git/git_obstacles.h"
#include "engine/git/git_refs.h"
#include "engine/git/git_settings.h"
#include "engine/git/git_stash.h"
#include "engine/git/git_tree_object.h"
#include "engine/git/git_worktree.h"
#include "engine/rebase/conflict_keys.h"
#include "engine/rebase/settle_conflict.h"

namespace patchgraph {
namespace {

PickCommand CommandOf(const StatePick& pick) {
  if (pick.command() == "fixup") return PickCommand::kFixup;
  if (pick.command() == "squash") return PickCommand::kSquash;
  if (pick.command() == "amend") return PickCommand::kAmend;
  return PickCommand::kPick;
}

bool IsDecided(const StatePick& pick) { return !pick.as().empty(); }

void Decide(RebasedAs as, absl::string_view reason, StatePick* pick) {
  pick->set_as(std::string(Name(as)));
  pick->set_reason(std::string(reason));
}

// A commit took the place of another one: what went into it is in the new one.
void Supersede(const ObjectId& old, const ObjectId& id, RebaseState* state) {
  for (StatePick& pick : *state->mutable_picks()) {
    if (pick.new_commit() == old.Hex()) pick.set_new_commit(id.Hex());
  }
}

std::vector<std::string> Later(const RebaseState& state) {
  return {state.later_conflicts().begin(), state.later_conflicts().end()};
}

// Of the conflicts that were known only `rest` can still come up.
void KeepUnsettled(std::vector<std::string> rest, RebaseState* state) {
  state->set_resolved_conflicts(state->resolved_conflicts() +
                                state->later_conflicts_size() -
                                static_cast<int>(rest.size()));
  state->clear_later_conflicts();
  for (std::string& conflict : rest) {
    state->add_later_conflicts(std::move(conflict));
  }
}

std::string Paths(const std::vector<std::string>& paths) {
  constexpr size_t kMost = 5;
  std::vector<std::string> some(paths.begin(),
                                paths.begin() + std::min(paths.size(), kMost));
  return absl::StrCat(absl::StrJoin(some, ", "),
                      paths.size() > kMost
                          ? absl::StrCat(" and ", paths.size() - kMost, " more")
                          : std::string());
}

}  // namespace

absl::optional<ObjectId> NewCommitOf(const StatePick& pick) {
  if (pick.new_commit().empty()) return absl::nullopt;
  return IdFromHex(pick.new_commit());
}

std::string MarkerLabelOf(const StatePick& pick) {
  return absl::StrCat(pick.commit().substr(0, 12), " (", pick.subject(), ")");
}

RebaseSession::RebaseSession(std::shared_ptr<const GitRepository> repository,
                             GitPerson person, RebaseHost host)
    : repository_(std::move(repository)),
      person_(std::move(person)),
      host_(std::move(host)),
      mover_(*repository_, person_, host_.before_write) {}

absl::Status RebaseSession::Begin(const RebaseState& state) {
  options_ = state.options();
  objects_ = std::make_unique<NewObjects>();
  maker_ = std::make_unique<CommitMaker>(*repository_, options_, person_,
                                         objects_.get());
  return absl::OkStatus();
}

absl::StatusOr<ReplayChange> RebaseSession::ChangeOf(
    const StatePick& pick) const {
  const auto trees = repository_->ReadCommitTrees(IdFromHex(pick.commit()));
  if (!trees.ok()) return trees.status();
  return ReplayChange{trees->before, trees->after, MarkerLabelOf(pick)};
}

absl::Status RebaseSession::ReplayUpTo(int end, bool make_commits,
                                       RebaseStep* step) {
  RebaseState& state = step->state;
  // What stands on the right commit already stays.
  for (; maker_->keeps_commits() && state.next() < end;
       state.set_next(state.next() + 1)) {
    StatePick& pick = *state.mutable_picks(state.next());
    if (IsDecided(pick)) continue;
    if (CommandOf(pick) != PickCommand::kPick) break;
    const auto commit = repository_->ReadCommit(IdFromHex(pick.commit()));
    if (!commit.ok()) return commit.status();
    if (commit->parents.empty() ||
        commit->parents.front() != IdFromHex(state.head())) {
      break;
    }
    Decide(RebasedAs::kUnchanged, "", &pick);
    pick.set_new_commit(pick.commit());
    state.set_head(pick.commit());
  }
  std::vector<ReplayChange> changes;
  std::vector<int> picks;
  for (int i = state.next(); i < end; ++i) {
    if (IsDecided(state.picks(i))) continue;
    auto change = ChangeOf(state.picks(i));
    if (!change.ok()) return change.status();
    changes.push_back(*std::move(change));
    picks.push_back(i);
  }
  if (changes.empty()) {
    state.set_next(end);
    return absl::OkStatus();
  }
  const auto onto = maker_->TreeOf(IdFromHex(state.head()));
  if (!onto.ok()) return onto.status();
  std::map<size_t, SettledConflict> settled;
  ReplayOptions options;
  const bool reuses = host_.reuse == ReuseMode::kAuto && host_.find != nullptr;
  if (reuses || host_.resolve != AutoMode::kOff) {
    options.settle = [&](size_t change, const TreeMerge& merge)
        -> absl::StatusOr<absl::optional<Overlay::Edits>> {
      Settlers settlers = SettlersFor(state, state.picks(picks[change]));
      if (!reuses) settlers.find = nullptr;
      auto found = SettleConflict(merge, settlers);
      if (!found.ok()) return found.status();
      if (!found->has_value()) return absl::optional<Overlay::Edits>();
      settled[change] = *std::move(*found);
      return absl::make_optional(settled[change].edits);
    };
  }
  auto replayed = Replay(repository_->objects(), *onto, changes, options,
                         make_commits ? objects_.get() : nullptr);
  if (!replayed.ok()) return replayed.status();
  for (size_t i = 0; i < replayed->done.size(); ++i) {
    StatePick& pick = *state.mutable_picks(picks[i]);
    const ReplayedChange& done = replayed->done[i];
    const bool was_empty = changes[i].before == changes[i].after;
    const auto found = settled.find(i);
    const bool is_settled = found != settled.end();
    std::string reason;
    if (is_settled) {
      SettledConflict& by = found->second;
      reason = SettledWords(by.reused, by.resolved);
      KeepUnsettled(WithoutCommit(Later(state), pick.commit()), &state);
      std::move(by.reused.begin(), by.reused.end(),
                std::back_inserter(step->reused));
      std::move(by.resolved.begin(), by.resolved.end(),
                std::back_inserter(step->resolved));
    }
    if (done.as == RebasedAs::kDropped && !was_empty) {
      Decide(RebasedAs::kDropped,
             is_settled ? absl::StrCat("nothing is left of it: ", reason)
                        : "its effect is there already",
             &pick);
      continue;
    }
    Decide(was_empty ? RebasedAs::kUnchanged : done.as, reason, &pick);
    if (!make_commits) continue;
    absl::Status status =
        Take(picks[i], done.tree, pick.as(), pick.reason(), &state);
    if (!status.ok()) return status;
  }
  step->conflict = std::move(replayed->conflict);
  state.set_next(step->conflict.has_value() ? picks[replayed->done.size()]
                                            : end);
  return absl::OkStatus();
}

Settlers RebaseSession::SettlersFor(const RebaseState& state,
                                    const StatePick& pick) const {
  Settlers settlers;
  settlers.find = host_.find;
  settlers.reuse = host_.reuse;
  settlers.resolve = host_.resolve;
  if (host_.histories != nullptr) {
    settlers.histories = [this, &state, &pick](const std::string& path,
                                               const TextMerge& text) {
      return host_.histories(state, pick, path, text);
    };
  }
  settlers.labels.ours = "HEAD";
  settlers.labels.base = absl::StrCat("parent of ", MarkerLabelOf(pick));
  settlers.labels.theirs = MarkerLabelOf(pick);
  return settlers;
}

absl::Status RebaseSession::Take(int index, const ObjectId& tree,
                                 absl::string_view as, absl::string_view reason,
                                 RebaseState* state) {
  StatePick& pick = *state->mutable_picks(index);
  pick.set_as(std::string(as));
  pick.set_reason(std::string(reason));
  const ObjectId head = IdFromHex(state->head());
  const ObjectId original = IdFromHex(pick.commit());
  PickCommand command = CommandOf(pick);
  ObjectId source = original;
  if (command != PickCommand::kPick) {
    // Where what it goes into is not in the result, it stands for it.
    int target = index;
    while (target > 0 &&
           CommandOf(state->picks(target)) != PickCommand::kPick) {
      --target;
    }
    bool has_place = false;
    for (int i = target; i < index; ++i) {
      has_place = has_place || state->picks(i).new_commit() == state->head();
    }
    if (!has_place) {
      command = PickCommand::kPick;
      source = IdFromHex(state->picks(target).commit());
      pick.set_reason(
          "the commit that it goes into is dropped; this one stands "
          "in its place");
    }
  }
  const auto id = command == PickCommand::kPick
                      ? maker_->Pick(source, tree, head)
                      : maker_->Fold(original, command, tree, head);
  if (!id.ok()) return id.status();
  if (command != PickCommand::kPick) Supersede(head, *id, state);
  pick.set_new_commit(id->Hex());
  state->set_head(id->Hex());
  return absl::OkStatus();
}

int RebaseSession::EndOfGroup(const RebaseState& state) const {
  int end = state.next();
  while (end < state.picks_size() && IsDecided(state.picks(end))) ++end;
  if (end < state.picks_size()) ++end;
  while (end < state.picks_size() &&
         (IsDecided(state.picks(end)) ||
          CommandOf(state.picks(end)) != PickCommand::kPick)) {
    ++end;
  }
  return end;
}

absl::StatusOr<RebaseStep> RebaseSession::Preview(const RebaseState& start) {
  RebaseStep step;
  step.state = start;
  absl::Status status = Begin(start);
  if (status.ok()) {
    status = ReplayUpTo(start.picks_size(), /*make_commits=*/false, &step);
  }
  if (!status.ok()) return status;
  if (step.conflict.has_value()) step.end = RebaseEnd::kConflict;
  return step;
}

absl::Status RebaseSession::FindWorktree(const RebaseState& start) {
  if (start.start_commit().empty()) {
    if (IsBare(*repository_)) return absl::OkStatus();
    return absl::FailedPreconditionError(absl::StrCat(
        start.start_branch(), " has no commit to come back to: git checkout ",
        start.name(), " first"));
  }
  const auto head = repository_->ReadCommit(IdFromHex(start.start_commit()));
  if (!head.ok()) return head.status();
  worktree_ = head->tree;
  return absl::OkStatus();
}

absl::StatusOr<RebaseStep> RebaseSession::Run(const RebaseState& start,
                                              bool open_conflicts) {
  RebaseStep step;
  step.state = start;
  absl::Status status = Begin(start);
  if (!status.ok()) return status;
  status = FindWorktree(start);
  if (!status.ok()) return status;
  if (!open_conflicts) {
    // All of it is seen to go through before anything is written.
    status = ReplayUpTo(start.picks_size(), /*make_commits=*/true, &step);
    if (!status.ok()) return status;
    if (step.conflict.has_value()) {
      step.end = RebaseEnd::kConflict;
      return step;
    }
    if (!start.options().exec().empty()) {
      step = RebaseStep();
      step.state = start;
      status = Begin(start);
    }
  }
  if (status.ok()) status = Stash(&step.state);
  if (!status.ok()) return status;
  const RebaseState stashed = step.state;
  auto done = Advance(std::move(step), open_conflicts);
  if (done.ok()) return done;
  // Nothing was changed but the stash.
  if (saved_.has_value() && !saved_->has_move() && saved_->stopped().empty() &&
      saved_->next() == start.next()) {
    std::vector<std::string> notes;
    BringStashBack(stashed, &notes);
    file().Remove().IgnoreError();
  }
  return done;
}

absl::StatusOr<RebaseStep> RebaseSession::Advance(RebaseStep step,
                                                  bool open_conflicts) {
  RebaseState& state = step.state;
  const auto& options = state.options();
  bool failed = false;
  while (true) {
    const int end =
        options.exec().empty() ? state.picks_size() : EndOfGroup(state);
    const std::string head = state.head();
    absl::Status status = ReplayUpTo(end, /*make_commits=*/true, &step);
    if (!status.ok()) return status;
    if (step.conflict.has_value()) {
      step.end = RebaseEnd::kConflict;
      if (!open_conflicts && !saved_.has_value()) return step;
      status = OpenInWorktree(&step);
      if (!status.ok()) return status;
      return step;
    }
    if (!options.exec().empty() && state.head() != head) {
      state.set_commands_run(0);
      status = RunCommands({options.exec().begin(), options.exec().end()},
                           &step, &failed);
      if (!status.ok()) return status;
      if (failed) return step;
    }
    if (state.next() == state.picks_size()) break;
  }
  if (!options.exec_at_end().empty() && !state.end_reached()) {
    state.set_end_reached(true);
    state.set_commands_run(0);
    absl::Status status = RunCommands(
        {options.exec_at_end().begin(), options.exec_at_end().end()}, &step,
        &failed);
    if (!status.ok()) return status;
    if (failed) return step;
  }
  absl::Status status = WriteEnd(&step);
  if (!status.ok()) return status;
  return step;
}

absl::Status RebaseSession::RunCommands(
    const std::vector<std::string>& commands, RebaseStep* step, bool* failed) {
  RebaseState& state = step->state;
  absl::Status status = MoveToHead(&state);
  if (!status.ok()) return status;
  while (state.commands_run() < static_cast<int>(commands.size())) {
    const std::string& command = commands[state.commands_run()];
    // What fails is not run again, nor is what was cut short.
    state.set_commands_run(state.commands_run() + 1);
    status = file().Write(state);
    if (!status.ok()) return status;
    const auto exit =
        host_.run == nullptr ? absl::StatusOr<int>(0) : host_.run(command);
    if (!exit.ok()) return exit.status();
    const auto dirty = DirtyPaths(*repository_);
    if (!dirty.ok()) return dirty.status();
    status = AdoptHead(&state);
    if (!status.ok()) return status;
    if (*exit == 0 && dirty->empty()) continue;
    state.set_stopped("exec");
    state.set_failed_command(command);
    step->end = RebaseEnd::kCommand;
    step->notes.push_back(
        *exit != 0 ? absl::StrCat("the command ended with status ", *exit)
                   : absl::StrCat("the command left changes: ", Paths(*dirty)));
    *failed = true;
    saved_ = state;
    return file().Write(state);
  }
  saved_ = state;
  return file().Write(state);
}

// Somebody may have made commits, or amended one, while we stood still.
absl::Status RebaseSession::AdoptHead(RebaseState* state) {
  const auto head = ReadHead(*repository_);
  if (!head.ok()) return head.status();
  if (!head->branch.empty()) {
    return absl::FailedPreconditionError(absl::StrCat(
        "HEAD was moved to ", head->branch, " during the rebase: `git ",
        "checkout --detach ", state->head().substr(0, 12),
        "` goes back, `patchgraph rebase --abort` ends it"));
  }
  const ObjectId before = IdFromHex(state->head());
  if (head->commit != before) {
    Supersede(before, head->commit, state);
    state->set_head(head->commit.Hex());
  }
  const auto commit = repository_->ReadCommit(head->commit);
  if (!commit.ok()) return commit.status();
  worktree_ = commit->tree;
  return absl::OkStatus();
}

absl::Status RebaseSession::CountConflicts(
    const std::vector<std::string>& settled_paths, RebaseStep* step) {
  RebaseState& state = step->state;
  const std::string commit = state.picks(state.next()).commit();
  // What was known of the files that are settled does not come up any more.
  KeepUnsettled(WithoutPaths(Later(state), commit, settled_paths), &state);
  const std::vector<std::string> known = Later(state);
  const bool first = !saved_.has_value() || saved_->stopped() != "conflict";
  RebaseHost::Conflicts now;
  if (host_.list != nullptr) {
    auto listed = host_.list(state);
    if (!listed.ok()) return listed.status();
    now = *std::move(listed);
  }
  now.open = WithoutPaths(now.open, commit, settled_paths);
  if (now.open.empty()) {
    for (const Conflict& conflict : step->conflict->conflicts) {
      now.open.push_back(
          ConflictKey(commit.substr(0, 12), conflict.path, conflict.kind));
    }
    now.open = WithoutPaths(now.open, commit, settled_paths);
  }
  std::vector<std::string> all = now.open;
  all.insert(all.end(), now.later.begin(), now.later.end());
  if (!first) {
    step->vanished = Without(known, all);
    step->appeared = Without(all, known);
  }
  state.clear_open_conflicts();
  state.clear_later_conflicts();
  for (const std::string& one : now.open) state.add_open_conflicts(one);
  for (const std::string& one : now.later) state.add_later_conflicts(one);
  return absl::OkStatus();
}

}  // namespace patchgraph
