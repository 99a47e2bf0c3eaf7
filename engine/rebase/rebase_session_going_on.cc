// How a session goes on, or back, from where it stopped: see rebase_session.h.
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/git/git_obstacles.h"
#include "engine/git/git_refs.h"
#include "engine/git/git_stash.h"
#include "engine/git/git_worktree.h"
#include "engine/rebase/rebase_session.h"

namespace patchgraph {
namespace {

absl::Status RefusePaths(absl::string_view what,
                         const std::vector<std::string>& paths,
                         absl::string_view advice) {
  return absl::FailedPreconditionError(
      absl::StrCat(what, ": ", absl::StrJoin(paths, ", "), ". ", advice));
}

void ClearStop(RebaseState* state) {
  state->set_resolved_conflicts(state->resolved_conflicts() +
                                state->open_conflicts_size());
  state->clear_open_conflicts();
  state->clear_failed_command();
  state->clear_settled_paths();
  state->clear_settled_by();
  state->clear_settled_resolutions();
}

}  // namespace

absl::Status RebaseSession::TakeResolution(RebaseState* state) {
  const auto unmerged = UnmergedPaths(*repository_);
  if (!unmerged.ok()) return unmerged.status();
  if (!unmerged->empty()) {
    return RefusePaths("still in conflict", *unmerged,
                       "Edit, then git add (or git rm)");
  }
  const auto unstaged = UnstagedPaths(*repository_);
  if (!unstaged.ok()) return unstaged.status();
  if (!unstaged->empty()) {
    return RefusePaths("changed, and not staged", *unstaged,
                       "git add what belongs to the commit");
  }
  const auto tree = WriteIndexTree(*repository_);
  if (!tree.ok()) return tree.status();
  const ObjectId before = IdFromHex(state->head());
  const auto head = ReadHead(*repository_);
  if (!head.ok()) return head.status();
  const auto head_tree = maker_->TreeOf(head->commit);
  if (!head_tree.ok()) return head_tree.status();
  const int index = state->next();
  StatePick& pick = *state->mutable_picks(index);
  // What was resolved is remembered, whoever made the commit.
  if (host_.learn != nullptr) {
    const auto change = ChangeOf(pick);
    const auto onto = maker_->TreeOf(before);
    if (!change.ok()) return change.status();
    if (!onto.ok()) return onto.status();
    const auto again = Replay(repository_->objects(), *onto, {*change},
                              ReplayOptions(), nullptr);
    if (again.ok() && again->conflict.has_value()) {
      host_.learn(*again->conflict, *tree, pick,
                  {state->settled_resolutions().begin(),
                   state->settled_resolutions().end()});
    }
  }
  worktree_ = *tree;
  state->set_next(index + 1);
  if (head->commit != before || !head->branch.empty()) {
    absl::Status adopted = AdoptHead(state);
    if (!adopted.ok()) return adopted;
    if (*tree != *head_tree) {
      return absl::FailedPreconditionError(
          "there are commits since the stop, and staged changes besides: "
          "commit those too, or unstage them");
    }
    pick.set_as(std::string(Name(RebasedAs::kEdited)));
    pick.set_reason("committed by hand");
    pick.set_new_commit(state->head());
    return absl::OkStatus();
  }
  if (*tree == *head_tree) {
    pick.set_as(std::string(Name(RebasedAs::kDropped)));
    pick.set_reason("nothing is left of it after resolving");
    return absl::OkStatus();
  }
  const std::string by = state->settled_by();
  return Take(
      index, *tree, Name(RebasedAs::kEdited),
      by.empty()
          ? "its conflicts were resolved"
          : absl::StrCat("its conflicts were resolved; some had been by ", by),
      state);
}

absl::StatusOr<RebaseStep> RebaseSession::Continue(const RebaseState& stopped) {
  RebaseStep step;
  step.state = stopped;
  RebaseState& state = step.state;
  saved_ = stopped;
  absl::Status status = Begin(stopped);
  if (!status.ok()) return status;
  if (state.has_move()) {
    const StateMove move = state.move();
    status = mover_.Finish(&state);
    if (!status.ok()) return status;
    step.notes.emplace_back("what was interrupted is finished");
    if (move.finishes()) {
      step.end = move.aborts() ? RebaseEnd::kAborted : RebaseEnd::kWritten;
      BringStashBack(state, &step.notes);
      return step;
    }
    if (state.stopped() == "conflict") {
      step.end = RebaseEnd::kConflict;
      return step;
    }
    saved_ = state;
  }
  if (state.stopped().empty()) {
    return absl::FailedPreconditionError(
        "the rebase was interrupted before it began to write: `patchgraph "
        "rebase --abort` cleans up, then begin again");
  }
  if (state.stopped() == "conflict") {
    status = TakeResolution(&state);
  } else {
    const auto dirty = DirtyPaths(*repository_);
    if (!dirty.ok()) return dirty.status();
    if (!dirty->empty()) {
      return RefusePaths("changed, and not committed", *dirty,
                         "git commit --amend, or take them back");
    }
    status = AdoptHead(&state);
    // The commands behind the one that failed.
    const auto& commands = state.end_reached() ? state.options().exec_at_end()
                                               : state.options().exec();
    bool failed = false;
    if (status.ok()) {
      status = RunCommands({commands.begin(), commands.end()}, &step, &failed);
    }
    if (status.ok() && failed) return step;
  }
  if (!status.ok()) return status;
  ClearStop(&state);
  return Advance(std::move(step), /*open_conflicts=*/true);
}

absl::StatusOr<RebaseStep> RebaseSession::Skip(const RebaseState& stopped) {
  if (stopped.has_move() || stopped.stopped().empty()) return Continue(stopped);
  RebaseStep step;
  step.state = stopped;
  RebaseState& state = step.state;
  saved_ = stopped;
  absl::Status status = Begin(stopped);
  if (!status.ok()) return status;
  // With the commits that were made since the stop.
  status = AdoptHead(&state);
  if (!status.ok()) return status;
  status = ResetWorktree(*repository_, worktree_);
  if (!status.ok()) return status;
  if (state.stopped() == "conflict") {
    StatePick& pick = *state.mutable_picks(state.next());
    pick.set_as(std::string(Name(RebasedAs::kDropped)));
    pick.set_reason("skipped");
    state.set_next(state.next() + 1);
  }
  ClearStop(&state);
  return Advance(std::move(step), /*open_conflicts=*/true);
}

// It was interrupted while it began: there is no more to it than that step.
absl::StatusOr<RebaseStep> RebaseSession::TakeBackStart(RebaseStep step) {
  RebaseState& state = step.state;
  absl::Status begun =
      state.has_move() ? mover_.TakeBack(&state) : mover_.DropLocks(state);
  if (!begun.ok()) return begun;
  if (state.stash().empty() && !state.stash_message().empty() &&
      FindStash(*repository_, state.stash_message()).has_value()) {
    // In the midst of stashing: what is in the stash is still here as well.
    const auto tree = maker_->TreeOf(IdFromHex(state.start_commit()));
    if (!tree.ok()) return tree.status();
    absl::Status status = ResetWorktree(*repository_, *tree);
    if (!status.ok()) return status;
  }
  BringStashBack(state, &step.notes);
  absl::Status status = file().Remove();
  if (!status.ok()) return status;
  step.end = RebaseEnd::kAborted;
  return step;
}

absl::StatusOr<RebaseStep> RebaseSession::Abort(const RebaseState& stopped) {
  RebaseStep step;
  step.state = stopped;
  RebaseState& state = step.state;
  saved_ = stopped;
  absl::Status status = Begin(stopped);
  if (!status.ok()) return status;
  const bool aborting = state.has_move() && state.move().aborts();
  if ((state.has_move() && state.move().starts()) ||
      (!state.has_move() && state.stopped().empty())) {
    return TakeBackStart(std::move(step));
  }
  if (aborting) {
    status = mover_.Finish(&state);
  } else {
    if (state.has_move()) {
      status = mover_.TakeBack(&state);
      if (!status.ok()) return status;
      status = file().Write(state);
      saved_ = state;
    }
    const auto tree = maker_->TreeOf(IdFromHex(state.start_commit()));
    const auto head = ReadHead(*repository_);
    if (!tree.ok()) return tree.status();
    if (!head.ok()) return head.status();
    StateMove move;
    move.set_finishes(true);
    move.set_aborts(true);
    move.set_resets(true);
    move.set_tree_after(tree->Hex());
    StateRef* ref = move.add_refs();
    ref->set_name("HEAD");
    ref->set_from(head->commit.Hex());
    ref->set_from_branch(head->branch);
    ref->set_to(state.start_commit());
    ref->set_branch(state.start_branch());
    ref->set_message(absl::StrCat("rebase (abort): returning to ",
                                  state.start_branch().empty()
                                      ? state.start_commit()
                                      : state.start_branch()));
    if (status.ok()) status = Carry(std::move(move), &state);
  }
  if (!status.ok()) return status;
  BringStashBack(state, &step.notes);
  step.end = RebaseEnd::kAborted;
  return step;
}

}  // namespace patchgraph
