// A rebase of commits, from the first look to the last ref.

#ifndef PATCHGRAPH_ENGINE_REBASE_REBASE_SESSION_H_
#define PATCHGRAPH_ENGINE_REBASE_REBASE_SESSION_H_

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/git/git_identity.h"
#include "engine/git/git_repository.h"
#include "engine/git/new_objects.h"
#include "engine/merge/tree_merge.h"
#include "engine/rebase/commit_maker.h"
#include "engine/rebase/open_conflict.h"
#include "engine/rebase/rebase_mover.h"
#include "engine/rebase/rebase_state.pb.h"
#include "engine/rebase/replay.h"
#include "engine/rebase/settle_conflict.h"

namespace patchgraph {

// What a session asks of the program around it. Unset members do nothing.
struct RebaseHost {
  BeforeWrite before_write;
  // Runs a command of --exec; its exit status.
  std::function<absl::StatusOr<int>(const std::string& command)> run;
  // What is remembered of a conflict.
  ResolutionFinder find;
  // With kAuto a conflict that is settled as a whole does not end a replay, and
  // of one that is settled in part only the rest is opened.
  ReuseMode reuse = ReuseMode::kOff;
  // What resolvers may do, likewise, where nothing is remembered.
  AutoMode resolve = AutoMode::kOff;
  // How the sides of a pick's merge came to a file; may be null.
  std::function<FileHistories(const RebaseState& state, const StatePick& pick,
                              const std::string& path, const TextMerge& text)>
      histories;
  // The conflicts of the picks from `next` on, as keys that are the same
  // wherever the same conflict is met again: first those of that pick.
  struct Conflicts {
    std::vector<std::string> open;
    std::vector<std::string> later;
  };
  std::function<absl::StatusOr<Conflicts>(const RebaseState& state)> list;
  // The conflict of a pick was resolved: the merge, and the tree it became.
  // Resolutions of the ids that `settled` has are none of a person.
  std::function<void(const TreeMerge& merge, const ObjectId& tree,
                     const StatePick& pick,
                     const std::set<std::string>& settled)>
      learn;
};

enum class RebaseEnd {
  kWritten,   // it is over
  kAborted,   // it is over, and all is as before
  kConflict,  // the next pick is in conflict
  kCommand,   // a command failed, or left changes
};

struct RebaseStep {
  RebaseEnd end = RebaseEnd::kWritten;
  RebaseState state;
  // With kConflict: the merge.
  absl::optional<TreeMerge> conflict;
  // What was remembered of conflicts that were settled on the way, and of the
  // one that is in the worktree.
  std::vector<ReusedFile> reused;
  // What resolvers settled, likewise.
  std::vector<ResolvedConflict> resolved;
  // Since the last stop.
  std::vector<std::string> vanished;
  std::vector<std::string> appeared;
  // What people should know, a sentence each.
  std::vector<std::string> notes;
};

class RebaseSession {
 public:
  // `repository` must outlive it.
  RebaseSession(std::shared_ptr<const GitRepository> repository,
                GitPerson person, RebaseHost host);

  // The state that a rebase begins with lets everything be computed; nothing is
  // written. The picks' outcomes are in the state that comes back.
  absl::StatusOr<RebaseStep> Preview(const RebaseState& start);

  // Writes what goes through: all of it, or, where `open_conflicts`, up to the
  // first conflict, which is opened in the worktree. Without that a conflict
  // leaves everything untouched.
  absl::StatusOr<RebaseStep> Run(const RebaseState& start, bool open_conflicts);

  // Goes on from what is staged. FailedPrecondition where paths are in
  // conflict, or changes are not staged.
  absl::StatusOr<RebaseStep> Continue(const RebaseState& stopped);
  // Goes on without the pick that it stopped at.
  absl::StatusOr<RebaseStep> Skip(const RebaseState& stopped);
  // Everything as before it began.
  absl::StatusOr<RebaseStep> Abort(const RebaseState& stopped);

  const RebaseStateFile& file() const { return mover_.file(); }

 private:
  // Replays picks up to `end`, or the first conflict, in memory.
  absl::Status ReplayUpTo(int end, bool make_commits, RebaseStep* step);
  // The tree that a pick's change begins at, and the one it ends at.
  absl::StatusOr<ReplayChange> ChangeOf(const StatePick& pick) const;
  absl::Status Take(int index, const ObjectId& tree, absl::string_view as,
                    absl::string_view reason, RebaseState* state);
  int EndOfGroup(const RebaseState& state) const;

  absl::Status FindWorktree(const RebaseState& start);
  absl::StatusOr<RebaseStep> Advance(RebaseStep step, bool open_conflicts);
  absl::Status RunCommands(const std::vector<std::string>& commands,
                           RebaseStep* step, bool* failed);
  absl::Status MoveToHead(RebaseState* state);
  absl::Status OpenInWorktree(RebaseStep* step);
  absl::Status CountConflicts(const std::vector<std::string>& settled_paths,
                              RebaseStep* step);
  // Of a pick's merge.
  Settlers SettlersFor(const RebaseState& state, const StatePick& pick) const;
  absl::Status WriteEnd(RebaseStep* step);
  absl::Status Stash(RebaseState* state);
  // Stashing failed because of `why`, which is the answer.
  absl::Status UndoStash(const RebaseState& state, const absl::Status& why);
  void BringStashBack(const RebaseState& state,
                      std::vector<std::string>* notes);
  absl::Status Begin(const RebaseState& state);
  absl::Status WriteObjects();
  // Nothing but the stash was written so far.
  bool IsFirstMove() const;
  absl::Status Carry(StateMove move, RebaseState* state);
  absl::Status AdoptHead(RebaseState* state);
  absl::Status TakeResolution(RebaseState* state);
  absl::StatusOr<RebaseStep> TakeBackStart(RebaseStep step);

  std::shared_ptr<const GitRepository> repository_;
  GitPerson person_;
  RebaseHost host_;
  RebaseMover mover_;
  // Not written so far.
  std::unique_ptr<NewObjects> objects_;
  StateOptions options_;
  std::unique_ptr<CommitMaker> maker_;
  // What is on the disk; unset: nothing.
  absl::optional<RebaseState> saved_;
  // What the worktree and the index hold.
  ObjectId worktree_;
};

// The pick's new commit, or how it got lost.
absl::optional<ObjectId> NewCommitOf(const StatePick& pick);

// "0123456789ab (Subject)", as conflict markers name a commit.
std::string MarkerLabelOf(const StatePick& pick);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_REBASE_SESSION_H_
