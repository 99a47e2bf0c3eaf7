// Which commits a rebase takes, in which order, and what becomes of each: what
// git calls the todo list.

#ifndef PATCHGRAPH_ENGINE_REBASE_REBASE_PLAN_H_
#define PATCHGRAPH_ENGINE_REBASE_REBASE_PLAN_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/git/git_commit.h"
#include "engine/git/git_refs.h"
#include "engine/git/git_repository.h"
#include "engine/model/object_id.h"

namespace patchgraph {

enum class PickCommand {
  kPick,
  kFixup,   // into the commit before it; its message goes
  kSquash,  // the same; its message is added
  kAmend,   // the same; its message takes the other's place
};

struct RebasePick {
  PickCommand command = PickCommand::kPick;
  GitCommit commit;
  // Not replayed, for this reason; empty: it is.
  std::string dropped;
};

// A branch that stands on a commit of the range.
struct RangeBranch {
  std::string name;  // "refs/heads/part-1"
  ObjectId id;
  int pick = 0;  // it goes to what HEAD is after that pick; -1: to the new base
};

struct RebasePlanOptions {
  bool autosquash = false;
  bool update_refs = false;
  bool reapply_cherry_picks = false;
  // The branch that is rebased, which moves in any case; empty: none.
  std::string branch;
};

struct RebasePlan {
  std::vector<RebasePick> picks;
  std::vector<RangeBranch> branches;
  int merges = 0;                  // left out
  std::vector<std::string> notes;  // a sentence each
};

// The commits that `head` has and `upstream` has not, as git rebase lists them:
// without merges, and without those that upstream has as commits of its own.
absl::StatusOr<RebasePlan> MakeRebasePlan(const GitRepository& repository,
                                          const ObjectId& upstream,
                                          const ObjectId& head,
                                          const RebasePlanOptions& options);

// Puts "fixup!", "squash!" and "amend!" commits behind those they name, as git
// does: by subject, by id, or by the beginning of a subject.
void Autosquash(std::vector<RebasePick>* picks);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_REBASE_PLAN_H_
