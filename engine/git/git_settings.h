// What a repository's configuration says: its own, the user's and the system's.

#ifndef PATCHGRAPH_ENGINE_GIT_GIT_SETTINGS_H_
#define PATCHGRAPH_ENGINE_GIT_GIT_SETTINGS_H_

#include <string>

#include "absl/types/optional.h"
#include "engine/git/git_repository.h"

namespace patchgraph {

// nullopt where `key` is not set.
absl::optional<std::string> GitSetting(const GitRepository& repository,
                                       const std::string& key);
// As git reads a boolean; `otherwise` where it is not set or no boolean.
bool GitFlag(const GitRepository& repository, const std::string& key,
             bool otherwise);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_GIT_SETTINGS_H_
