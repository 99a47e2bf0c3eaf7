// A series as a branch of a git repository: one commit a patch.

#ifndef PATCHGRAPH_ENGINE_FORMS_WRITE_BRANCH_H_
#define PATCHGRAPH_ENGINE_FORMS_WRITE_BRANCH_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/forms/form_patch.h"
#include "engine/git/git_repository.h"
#include "engine/git/git_tree.h"
#include "engine/model/object_id.h"

namespace patchgraph {

struct WrittenBranch {
  ObjectId tip;
  int commits = 0;
  int authorless = 0;  // patches that name no author: the committer's then
  int objects = 0;
};

// OK if `branch` is a name that git takes and no branch has yet.
absl::Status CheckNewBranch(const GitRepository& repository,
                            const std::string& branch);

// Makes the branch: a commit for each patch, in order, on the commit that
// `base` was named by. Author, date and message are the patch's (CommitOf),
// the committer is git's. All objects are written at once, and then the branch;
// nothing else of the repository changes. AlreadyExists if the branch is there,
// FailedPrecondition if `base` is no commit or nobody is known to commit.
absl::StatusOr<WrittenBranch> WriteBranch(const GitRepository& repository,
                                          const GitTree& base,
                                          const std::vector<FormPatch>& patches,
                                          const std::string& branch);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORMS_WRITE_BRANCH_H_
