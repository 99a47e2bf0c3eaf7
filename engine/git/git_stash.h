// Uncommitted changes, put away and brought back.

#ifndef PATCHGRAPH_ENGINE_GIT_GIT_STASH_H_
#define PATCHGRAPH_ENGINE_GIT_GIT_STASH_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/git/git_identity.h"
#include "engine/git/git_repository.h"
#include "engine/model/object_id.h"

namespace patchgraph {

// The stash entry whose message ends in `message`, the newest of several.
absl::optional<ObjectId> FindStash(const GitRepository& repository,
                                   absl::string_view message);

// Puts the changes of tracked files on top of the list of `git stash`, and
// leaves HEAD's files.
absl::StatusOr<ObjectId> SaveStash(const GitRepository& repository,
                                   const GitPerson& person,
                                   const std::string& message);

// Brings the changes back and takes the entry off the list. Where they do not
// fit (Aborted) the entry stays.
absl::Status BringBackStash(const GitRepository& repository,
                            const ObjectId& id);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_GIT_STASH_H_
