#include "engine/rebase/rebase_mover.h"

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/optional.h"
#include "engine/git/git_obstacles.h"
#include "engine/git/git_refs.h"
#include "engine/git/git_tree_diff.h"
#include "engine/git/git_worktree.h"

namespace patchgraph {
namespace {

std::vector<RefChange> RefsOf(const StateMove& move) {
  std::vector<RefChange> changes;
  for (const StateRef& ref : move.refs()) {
    RefChange change;
    change.name = ref.name();
    change.from = IdFromHex(ref.from());
    if (ref.name() == "HEAD") change.from_branch = ref.from_branch();
    change.to = IdFromHex(ref.to());
    change.branch = ref.branch();
    change.message = ref.message();
    changes.push_back(std::move(change));
  }
  return changes;
}

bool IsSetting(const RefChange& change) {
  return !change.to.IsNull() || !change.branch.empty();
}

bool IsAlreadyDone(const GitRepository& repository, const RefChange& change) {
  if (change.name == "HEAD") {
    const auto head = ReadHead(repository);
    if (!head.ok() || !IsSetting(change)) return false;
    return change.branch.empty()
               ? head->branch.empty() && head->commit == change.to
               : head->branch == change.branch;
  }
  const absl::optional<ObjectId> now = ReadRef(repository, change.name);
  return now.has_value() && IsSetting(change) && *now == change.to;
}

// What brings a ref back to what it was; nullopt where that is not known
// (ORIG_HEAD), or it was not changed.
absl::optional<RefChange> Undone(const GitRepository& repository,
                                 const RefChange& change) {
  if (change.from.IsNull() || !IsAlreadyDone(repository, change)) {
    return absl::nullopt;
  }
  RefChange back;
  back.name = change.name;
  back.to = change.from;
  if (change.from_branch.has_value() && !change.from_branch->empty()) {
    back.branch = *change.from_branch;
  }
  back.message = "rebase (abort): as before";
  return back;
}

// Removes a lock that was taken after the file `since` was written.
void DropLockSince(const std::string& since, const std::string& lock) {
  std::error_code error;
  const auto began = std::filesystem::last_write_time(since, error);
  if (error) return;
  const auto taken = std::filesystem::last_write_time(lock, error);
  if (!error && taken >= began) std::filesystem::remove(lock, error);
}

absl::Status NamedForeign(const std::vector<std::string>& paths) {
  if (paths.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "changed since the rebase was interrupted: ", absl::StrJoin(paths, ", "),
      ". Put ", paths.size() == 1 ? "it" : "them", " elsewhere first"));
}

}  // namespace

RebaseMover::RebaseMover(const GitRepository& repository, GitPerson person,
                         BeforeWrite before_write)
    : repository_(repository),
      person_(std::move(person)),
      before_write_(std::move(before_write)),
      file_(WorktreeGitFolder(repository)) {}

absl::Status RebaseMover::Step(absl::string_view what) const {
  return before_write_ == nullptr ? absl::OkStatus() : before_write_(what);
}

absl::Status RebaseMover::Move(const RebaseState* before, RebaseState* state) {
  absl::Status status = Step("the journal");
  if (status.ok()) {
    status = before == nullptr ? file_.Create(*state) : file_.Write(*state);
  }
  if (!status.ok()) return status;
  status = Write(state, /*again=*/false);
  if (status.ok()) return status;
  // The state on the disk goes back as well, or else says what to do.
  absl::Status back = before == nullptr ? file_.Remove() : file_.Write(*before);
  if (back.ok()) {
    state->clear_move();
    return status;
  }
  return absl::Status(
      status.code(),
      absl::StrCat(status.message(),
                   "; `patchgraph rebase --abort` brings everything back"));
}

absl::Status RebaseMover::WriteWorktree(const StateMove& move, bool backwards,
                                        bool again) {
  ObjectId before = IdFromHex(move.tree_before());
  ObjectId after = IdFromHex(move.tree_after());
  if (backwards) std::swap(before, after);
  if (move.resets()) return ResetWorktree(repository_, after);
  const auto changes = DiffGitTrees(repository_.objects(), before, after);
  if (!changes.ok()) return changes.status();
  absl::Status status = again
                            ? NamedForeign(ForeignPaths(repository_, *changes))
                            : CheckMayChange(repository_, *changes);
  if (!status.ok()) return status;
  absl::StatusOr<IndexLock> lock = IndexLock::Take(repository_);
  if (!lock.ok()) return lock.status();
  std::vector<IndexStage> stages;
  if (!backwards) {
    for (const StateStage& stage : move.stages()) {
      stages.push_back({stage.path(), stage.stage(),
                        static_cast<FileMode>(stage.mode()),
                        IdFromHex(stage.id())});
    }
  }
  const std::string fresh = file_.folder() + "/index";
  if (!backwards) status = Step("the worktree");
  if (status.ok()) {
    status =
        CheckOutChanges(repository_, before, after, *changes, stages, fresh);
    if (status.ok() && !backwards) status = Step("the index");
    if (status.ok()) status = (*std::move(lock)).Replace(fresh);
    if (!status.ok() && !backwards && !again) {
      // The index is the old one; so the files have to be.
      std::vector<ChangedFile> reversed;
      for (const ChangedFile& change : *changes) {
        reversed.push_back({change.path, change.after, change.before});
      }
      absl::Status back =
          CheckOutChanges(repository_, after, before, reversed, {}, fresh);
      if (!back.ok()) {
        return absl::Status(
            status.code(),
            absl::StrCat(status.message(),
                         "; nor can the files be put back: ", back.message()));
      }
    }
  }
  return status;
}

absl::Status RebaseMover::Write(RebaseState* state, bool again) {
  const StateMove& move = state->move();
  std::vector<RefChange> changes;
  for (RefChange& change : RefsOf(move)) {
    if (again) {
      // What is done is done; HEAD may be on what is not what it was before.
      if (!IsSetting(change) || IsAlreadyDone(repository_, change)) continue;
      change.from_branch.reset();
    }
    changes.push_back(std::move(change));
  }
  absl::Status status = Step("the locks");
  if (!status.ok()) return status;
  absl::StatusOr<RefLocks> locks = RefLocks::Take(repository_, changes);
  if (!locks.ok()) return locks.status();
  const bool has_files = !IsBare(repository_) && !move.tree_after().empty();
  if (has_files) {
    status = WriteWorktree(move, /*backwards=*/false, again);
    if (!status.ok()) return status;
  }
  status = Step("the refs");
  if (status.ok()) status = (*std::move(locks)).Commit(person_);
  if (!status.ok()) {
    std::vector<RefChange> back;
    for (const RefChange& change : changes) {
      absl::optional<RefChange> undone = Undone(repository_, change);
      if (undone.has_value()) back.push_back(*std::move(undone));
    }
    locks = RefLocks::Take(repository_, back);
    if (locks.ok()) (*std::move(locks)).Commit(person_).IgnoreError();
    if (has_files && !move.resets()) {
      WriteWorktree(move, /*backwards=*/true, /*again=*/true).IgnoreError();
    }
    return status;
  }
  status = Step("the state");
  if (!status.ok()) return absl::OkStatus();  // It is done; see Finish.
  if (move.finishes()) {
    unlink((WorktreeGitFolder(repository_) + "/REBASE_HEAD").c_str());
    return file_.Remove();
  }
  state->clear_move();
  return file_.Write(*state);
}

absl::Status RebaseMover::CheckNobodyElse(const RebaseState& state) const {
  const auto process = static_cast<pid_t>(state.process());
  if (process > 0 && process != getpid() &&
      (kill(process, 0) == 0 || errno == EPERM)) {
    return absl::FailedPreconditionError(absl::StrCat(
        "process ", process, " is at work on this rebase (if that is no ",
        "patchgraph, wait until it ends, or remove the line \"process\" in ",
        file_.folder(), "/state)"));
  }
  return absl::OkStatus();
}

absl::Status RebaseMover::DropLocks(const RebaseState& state) const {
  absl::Status alone = CheckNobodyElse(state);
  if (!alone.ok()) return alone;
  const std::string own = WorktreeGitFolder(repository_);
  const std::string since = file_.folder() + "/state";
  DropLockSince(since, own + "/index.lock");
  DropLockSince(since, repository_.GitFolder() + "/refs/stash.lock");
  for (const StateRef& ref : state.move().refs()) {
    DropLockSince(since, absl::StrCat(own, "/", ref.name(), ".lock"));
    DropLockSince(
        since, absl::StrCat(repository_.GitFolder(), "/", ref.name(), ".lock"));
  }
  return absl::OkStatus();
}

absl::Status RebaseMover::Finish(RebaseState* state) {
  absl::Status alone = DropLocks(*state);
  if (!alone.ok()) return alone;
  return Write(state, /*again=*/true);
}

absl::Status RebaseMover::TakeBack(RebaseState* state) {
  absl::Status alone = DropLocks(*state);
  if (!alone.ok()) return alone;
  const StateMove move = state->move();
  std::vector<RefChange> back;
  for (const RefChange& change : RefsOf(move)) {
    absl::optional<RefChange> undone = Undone(repository_, change);
    if (undone.has_value()) back.push_back(*std::move(undone));
  }
  absl::StatusOr<RefLocks> locks = RefLocks::Take(repository_, back);
  if (!locks.ok()) return locks.status();
  if (!IsBare(repository_) && !move.tree_after().empty()) {
    absl::Status status =
        WriteWorktree(move, /*backwards=*/true, /*again=*/true);
    if (!status.ok()) return status;
  }
  absl::Status status = (*std::move(locks)).Commit(person_);
  if (!status.ok()) return status;
  state->clear_move();
  return absl::OkStatus();
}

}  // namespace patchgraph
