// What a session writes: see rebase_session.h.
#include <unistd.h>

#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/git/git_obstacles.h"
#include "engine/git/git_refs.h"
#include "engine/git/git_settings.h"
#include "engine/git/git_stash.h"
#include "engine/git/git_worktree.h"
#include "engine/rebase/rebase_session.h"

namespace patchgraph {
namespace {

StateRef RefTo(const std::string& name, const std::string& from,
               const std::string& to, const std::string& message) {
  StateRef ref;
  ref.set_name(name);
  ref.set_from(from);
  ref.set_to(to);
  ref.set_message(message);
  return ref;
}

// HEAD as it is now.
absl::StatusOr<StateRef> HeadRef(const GitRepository& repository) {
  const auto head = ReadHead(repository);
  if (!head.ok()) return head.status();
  StateRef ref;
  ref.set_name("HEAD");
  ref.set_from(head->commit.Hex());
  ref.set_from_branch(head->branch);
  return ref;
}

void AddOrigHead(const RebaseState& state, StateMove* move) {
  *move->add_refs() = RefTo("ORIG_HEAD", "", state.old_tip(), "");
}

// What HEAD is after a pick; before the first it is the new base.
std::string HeadAfter(const RebaseState& state, int pick) {
  for (int i = pick; i >= 0; --i) {
    if (!state.picks(i).new_commit().empty()) {
      return state.picks(i).new_commit();
    }
  }
  return state.onto();
}

}  // namespace

absl::Status RebaseSession::WriteObjects() {
  if (host_.before_write != nullptr) {
    absl::Status status = host_.before_write("the objects");
    if (!status.ok()) return status;
  }
  absl::Status status = objects_->Write(*repository_);
  if (!status.ok()) return status;
  objects_ = std::make_unique<NewObjects>();
  maker_ = std::make_unique<CommitMaker>(*repository_, options_, person_,
                                         objects_.get());
  return absl::OkStatus();
}

bool RebaseSession::IsFirstMove() const {
  return !saved_.has_value() || saved_->stopped().empty();
}

absl::Status RebaseSession::Carry(StateMove move, RebaseState* state) {
  move.set_starts(IsFirstMove());
  move.set_tree_before(worktree_.Hex());
  const std::string after = move.tree_after();
  *state->mutable_move() = std::move(move);
  absl::Status status =
      mover_.Move(saved_.has_value() ? &*saved_ : nullptr, state);
  if (!status.ok()) return status;
  if (!after.empty()) worktree_ = IdFromHex(after);
  saved_ = *state;
  return absl::OkStatus();
}

absl::Status RebaseSession::MoveToHead(RebaseState* state) {
  const auto tree = maker_->TreeOf(IdFromHex(state->head()));
  if (!tree.ok()) return tree.status();
  absl::Status status = WriteObjects();
  if (!status.ok()) return status;
  auto head = HeadRef(*repository_);
  if (!head.ok()) return head.status();
  StateMove move;
  move.set_tree_after(tree->Hex());
  if (IsFirstMove()) AddOrigHead(*state, &move);
  head->set_to(state->head());
  head->set_message(absl::StrCat("rebase (pick): checkout ", state->head()));
  *move.add_refs() = *head;
  // Between two steps: --continue goes on, --abort takes all back.
  state->set_stopped("exec");
  return Carry(std::move(move), state);
}

absl::Status RebaseSession::OpenInWorktree(RebaseStep* step) {
  RebaseState& state = step->state;
  if (IsBare(*repository_)) {
    return absl::FailedPreconditionError(
        "a bare repository has no worktree to resolve conflicts in");
  }
  const StatePick& pick = state.picks(state.next());
  const auto tree = maker_->TreeOf(IdFromHex(state.head()));
  if (!tree.ok()) return tree.status();
  // What follows reads them from the repository.
  absl::Status status = WriteObjects();
  if (!status.ok()) return status;
  const bool diff3 =
      GitSetting(*repository_, "merge.conflictstyle").value_or("diff3") !=
      "merge";
  auto opened = OpenConflict(repository_->objects(), *tree, *step->conflict,
                             diff3, SettlersFor(state, pick), objects_.get());
  if (opened.ok()) status = WriteObjects();
  if (!opened.ok()) return opened.status();
  if (status.ok()) status = CountConflicts(opened->settled_paths, step);
  if (!status.ok()) return status;
  state.set_settled_by(SettledWords(opened->reused, opened->resolved));
  *state.mutable_settled_paths() = {opened->settled_paths.begin(),
                                    opened->settled_paths.end()};
  *state.mutable_settled_resolutions() = {opened->settled_resolutions.begin(),
                                          opened->settled_resolutions.end()};
  std::move(opened->reused.begin(), opened->reused.end(),
            std::back_inserter(step->reused));
  std::move(opened->resolved.begin(), opened->resolved.end(),
            std::back_inserter(step->resolved));
  auto head = HeadRef(*repository_);
  if (!head.ok()) return head.status();
  StateMove move;
  move.set_tree_after(opened->tree.Hex());
  for (StateStage& stage : opened->stages) {
    *move.add_stages() = std::move(stage);
  }
  if (IsFirstMove()) AddOrigHead(state, &move);
  head->set_to(state.head());
  head->set_message(
      IsFirstMove()
          ? absl::StrCat("rebase (start): checkout ", state.onto_name())
          : absl::StrCat("rebase (pick): ", pick.subject()));
  *move.add_refs() = *head;
  *move.add_refs() = RefTo("REBASE_HEAD", "", pick.commit(), "");
  state.set_stopped("conflict");
  return Carry(std::move(move), &state);
}

absl::Status RebaseSession::WriteEnd(RebaseStep* step) {
  RebaseState& state = step->state;
  const auto tree = maker_->TreeOf(IdFromHex(state.head()));
  if (!tree.ok()) return tree.status();
  absl::Status status = WriteObjects();
  if (!status.ok()) return status;
  StateMove move;
  move.set_finishes(true);
  const bool bare = IsBare(*repository_);
  if (!bare) move.set_tree_after(tree->Hex());
  if (IsFirstMove()) AddOrigHead(state, &move);
  for (const StateBranch& branch : state.branches()) {
    *move.add_refs() =
        RefTo(branch.name(), branch.old_id(), HeadAfter(state, branch.pick()),
              "rewritten during rebase");
  }
  if (!state.branch().empty()) {
    *move.add_refs() = RefTo(state.branch(), state.old_tip(), state.head(),
                             absl::StrCat("rebase (finish): ", state.branch(),
                                          " onto ", state.onto()));
  }
  auto head = HeadRef(*repository_);
  if (!head.ok()) return head.status();
  if (state.branch().empty()) {
    head->set_to(state.head());
    head->set_message(absl::StrCat("rebase (finish): onto ", state.onto()));
  } else if (!bare && head->from_branch() != state.branch()) {
    head->set_branch(state.branch());
    head->set_message(
        absl::StrCat("rebase (finish): returning to ", state.branch()));
  }
  // Where it stays, nobody may move it meanwhile.
  if (!bare || state.branch().empty()) *move.add_refs() = *head;
  status = Carry(std::move(move), &state);
  if (!status.ok()) return status;
  step->end = RebaseEnd::kWritten;
  // What was known at the last stop was never met.
  step->vanished = {state.later_conflicts().begin(),
                    state.later_conflicts().end()};
  BringStashBack(state, &step->notes);
  return absl::OkStatus();
}

absl::Status RebaseSession::Stash(RebaseState* state) {
  if (state->stash_message().empty() || IsBare(*repository_)) {
    return absl::OkStatus();
  }
  const auto dirty = DirtyPaths(*repository_);
  if (!dirty.ok()) return dirty.status();
  if (dirty->empty()) {
    state->clear_stash_message();
    return absl::OkStatus();
  }
  // The state first: what is stashed can then be found again.
  absl::Status status = file().Create(*state);
  if (!status.ok()) return status;
  const auto stash = SaveStash(*repository_, person_, state->stash_message());
  if (!stash.ok()) return UndoStash(*state, stash.status());
  state->set_stash(stash->Hex());
  status = file().Write(*state);
  saved_ = *state;
  return status;
}

absl::Status RebaseSession::UndoStash(const RebaseState& state,
                                      const absl::Status& why) {
  const absl::optional<ObjectId> saved =
      FindStash(*repository_, state.stash_message());
  absl::Status status;
  if (saved.has_value()) {
    // It failed after the changes were put away, and before they were all
    // taken out of the worktree.
    status = ResetWorktree(*repository_, worktree_);
    if (status.ok()) status = BringBackStash(*repository_, *saved);
  }
  if (status.ok()) status = file().Remove();
  if (status.ok()) return why;
  return absl::Status(why.code(),
                      absl::StrCat(why.message(), "; `patchgraph rebase ",
                                   "--abort` brings the changes back"));
}

void RebaseSession::BringStashBack(const RebaseState& state,
                                   std::vector<std::string>* notes) {
  if (state.stash_message().empty()) return;
  const absl::optional<ObjectId> found =
      FindStash(*repository_, state.stash_message());
  if (!found.has_value()) return;
  absl::Status status = BringBackStash(*repository_, *found);
  notes->push_back(status.ok() ? "the uncommitted changes are back"
                               : std::string(status.message()));
}

}  // namespace patchgraph
