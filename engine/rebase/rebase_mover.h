// The one place that writes to worktree, index and refs, so that a step that
// is cut short can be finished or taken back.

#ifndef PATCHGRAPH_ENGINE_REBASE_REBASE_MOVER_H_
#define PATCHGRAPH_ENGINE_REBASE_REBASE_MOVER_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "engine/git/git_identity.h"
#include "engine/git/git_repository.h"
#include "engine/rebase/rebase_state.pb.h"
#include "engine/rebase/rebase_state_file.h"

namespace patchgraph {

// Called before each thing that is written, with its name ("the worktree"). An
// error ends the step as if the write itself had failed.
using BeforeWrite = std::function<absl::Status(absl::string_view what)>;

class RebaseMover {
 public:
  RebaseMover(const GitRepository& repository, GitPerson person,
              BeforeWrite before_write);

  const RebaseStateFile& file() const { return file_; }

  // Carries `state->move()` out: the state with it is put on the disk, then
  // locks, worktree, index and refs, and the state without it, or, if the move
  // ends the rebase, nothing. Whatever fails before the refs leaves all as it
  // was, and the state on the disk as `before` (null: none). The objects that
  // it needs are in the repository.
  absl::Status Move(const RebaseState* before, RebaseState* state);

  // Carries on with a move that was found in the state on the disk, or undoes
  // what is done of it: files that are neither as before nor as after it are
  // somebody else's work (FailedPrecondition, with their names).
  absl::Status Finish(RebaseState* state);
  absl::Status TakeBack(RebaseState* state);
  // Removes locks that a process left that is gone. FailedPrecondition where
  // it is at work.
  absl::Status DropLocks(const RebaseState& state) const;

 private:
  absl::Status Step(absl::string_view what) const;
  absl::Status Write(RebaseState* state, bool again);
  absl::Status WriteWorktree(const StateMove& move, bool backwards, bool again);
  absl::Status CheckNobodyElse(const RebaseState& state) const;

  const GitRepository& repository_;
  GitPerson person_;
  BeforeWrite before_write_;
  RebaseStateFile file_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_REBASE_MOVER_H_
