// The file that a rebase's state is kept in.

#ifndef PATCHGRAPH_ENGINE_REBASE_REBASE_STATE_FILE_H_
#define PATCHGRAPH_ENGINE_REBASE_REBASE_STATE_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/model/object_id.h"
#include "engine/rebase/rebase_state.pb.h"

namespace patchgraph {

class RebaseStateFile {
 public:
  // `git_folder` is the worktree's own: ".git", or ".git/worktrees/NAME".
  explicit RebaseStateFile(const std::string& git_folder)
      : folder_(git_folder + "/patchgraph/rebase") {}

  // Where files that go with the state are kept.
  const std::string& folder() const { return folder_; }

  // nullopt if no rebase was begun.
  absl::StatusOr<absl::optional<RebaseState>> Read() const;
  // Whole or not at all, and on the disk when it returns.
  absl::Status Write(const RebaseState& state) const;
  // The same, of a rebase that begins. FailedPrecondition where another one has
  // begun, whose state stays.
  absl::Status Create(const RebaseState& state) const;
  // With the folder, and all in it.
  absl::Status Remove() const;

 private:
  // What a state is written to before it takes its place.
  absl::StatusOr<std::string> WriteFresh(const RebaseState& state) const;

  std::string folder_;
};

// The null id of an empty or broken text.
ObjectId IdFromHex(absl::string_view hex);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_REBASE_STATE_FILE_H_
