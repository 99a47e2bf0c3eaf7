// What is to be rebased, from the names that people give.

#ifndef PATCHGRAPH_ENGINE_REBASE_REBASE_REQUEST_H_
#define PATCHGRAPH_ENGINE_REBASE_REBASE_REQUEST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/git/git_repository.h"
#include "engine/rebase/rebase_plan.h"
#include "engine/rebase/rebase_state.pb.h"

namespace patchgraph {

struct RebaseRequest {
  std::string upstream;  // empty: what the branch follows
  std::string branch;    // empty: where HEAD is
  std::string onto;      // empty: upstream; "A...B": their merge base
  bool root = false;     // all commits that `onto` has not
  RebasePlanOptions plan;
  StateOptions options;
};

struct PreparedRebase {
  RebaseState state;
  // The names as git would take them, for the pre-rebase hook.
  std::string upstream_name;
  // Every commit stands where it should, and HEAD too.
  bool up_to_date = false;
};

// NotFound and InvalidArgument for names that are none, FailedPrecondition
// where the branch is checked out elsewhere. Nothing is written.
absl::StatusOr<PreparedRebase> PrepareRebase(const GitRepository& repository,
                                             const RebaseRequest& request);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_REBASE_REQUEST_H_
