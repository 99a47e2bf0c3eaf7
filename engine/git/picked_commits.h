// Commits that a history has: as they are, or picked into it.

#ifndef PATCHGRAPH_ENGINE_GIT_PICKED_COMMITS_H_
#define PATCHGRAPH_ENGINE_GIT_PICKED_COMMITS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/git/git_repository.h"
#include "engine/model/object_id.h"
#include "engine/model/tree.h"

namespace patchgraph {

// What `onto` has beyond `base`. A commit is there if the history holds it, or
// a commit whose message says that it was picked from it, the way git and the
// stable kernels say it: "(cherry picked from commit ID)", "commit ID
// upstream", "[ Upstream commit ID ]". A pick that was reverted since does not
// count.
class PickedCommits {
 public:
  // Empty where one of the two trees is no commit of `repository`. An error if
  // a commit cannot be read.
  static absl::StatusOr<PickedCommits> Read(const GitRepository& repository,
                                            const Tree& base, const Tree& onto);

  // The same of commits that were read already, oldest first.
  static PickedCommits Of(absl::Span<const GitCommit> commits);

  // The commit of the history that is `id` (all its digits) or was picked from
  // it.
  absl::optional<ObjectId> Find(absl::string_view id) const;

 private:
  void Add(const GitCommit& commit);

  // By the first twelve digits: messages may abbreviate.
  std::map<std::string, ObjectId, std::less<>> there_;
};

// The ids (12 digits at least) of the commits that a message says it was picked
// from.
std::vector<std::string> PickedFrom(absl::string_view message);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_PICKED_COMMITS_H_
