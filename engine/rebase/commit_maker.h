// The new commits of a rebase, from the old ones and their new trees.

#ifndef PATCHGRAPH_ENGINE_REBASE_COMMIT_MAKER_H_
#define PATCHGRAPH_ENGINE_REBASE_COMMIT_MAKER_H_

#include <map>

#include "absl/status/statusor.h"
#include "engine/git/commit_text.h"
#include "engine/git/git_identity.h"
#include "engine/git/git_repository.h"
#include "engine/git/new_objects.h"
#include "engine/model/object_id.h"
#include "engine/rebase/rebase_plan.h"
#include "engine/rebase/rebase_state.pb.h"

namespace patchgraph {

// Author, author's date, message and encoding stay as they are, unless the
// options say otherwise; the committer is `person`.
class CommitMaker {
 public:
  // The commits go to `objects`, which must outlive it, as must the others.
  CommitMaker(const GitRepository& repository, const StateOptions& options,
              GitPerson person, NewObjects* objects);

  // `original` with another tree, on top of `head`.
  absl::StatusOr<ObjectId> Pick(const ObjectId& original, const ObjectId& tree,
                                const ObjectId& head);
  // `head` with another tree, and with `folded` in it, as `command` (not
  // kPick) says.
  absl::StatusOr<ObjectId> Fold(const ObjectId& folded, PickCommand command,
                                const ObjectId& tree, const ObjectId& head);

  // Of a commit that was made here or is in the repository.
  absl::StatusOr<CommitText> Read(const ObjectId& id) const;
  absl::StatusOr<ObjectId> TreeOf(const ObjectId& id) const;

  bool keeps_commits() const;

 private:
  absl::StatusOr<ObjectId> Add(CommitText text);

  const GitRepository& repository_;
  const StateOptions& options_;
  GitPerson person_;
  NewObjects* objects_;
  std::map<ObjectId, CommitText> made_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_COMMIT_MAKER_H_
