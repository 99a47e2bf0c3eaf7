// The hooks that git rebase runs.

#ifndef PATCHGRAPH_CLI_REBASE_REBASE_HOOKS_H_
#define PATCHGRAPH_CLI_REBASE_REBASE_HOOKS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine/git/git_repository.h"
#include "engine/rebase/rebase_state.pb.h"

namespace patchgraph {

class RebaseHooks {
 public:
  explicit RebaseHooks(const GitRepository& repository);

  // FailedPrecondition where the hook says no.
  absl::Status PreRebase(const std::string& upstream,
                         const std::string& branch) const;
  // After the worktree was written. Its exit status changes nothing.
  absl::Status PostCheckout(const std::string& from,
                            const std::string& to) const;
  // With a line "OLD NEW" for each commit that has another id now.
  absl::Status PostRewrite(const RebaseState& state) const;

  // Hooks that are there, that git would run, and that are not run here: a
  // sentence each.
  std::vector<std::string> NotRun() const;

  // A command of --exec: its exit status.
  absl::StatusOr<int> RunCommand(const std::string& command) const;

 private:
  // Empty where there is none that can be run.
  std::string Find(const std::string& name) const;
  absl::StatusOr<int> Run(const std::string& name,
                          const std::vector<std::string>& arguments,
                          const std::string& input) const;

  std::string folder_;      // of the hooks
  std::string top_;         // where they run
  std::string git_folder_;  // this worktree's
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REBASE_REBASE_HOOKS_H_
