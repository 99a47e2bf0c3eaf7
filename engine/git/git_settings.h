// What a repository's configuration says: its own, the user's, the system's,
// and what the environment brings (`git -c KEY=VALUE`, GIT_CONFIG_COUNT,
// GIT_CONFIG_GLOBAL, GIT_CONFIG_NOSYSTEM), which libgit2 does not look at.

#ifndef PATCHGRAPH_ENGINE_GIT_GIT_SETTINGS_H_
#define PATCHGRAPH_ENGINE_GIT_GIT_SETTINGS_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "engine/git/git_repository.h"

namespace patchgraph {

// nullopt where `key` is not set.
absl::optional<std::string> GitSetting(const GitRepository& repository,
                                       const std::string& key);
// As git reads a boolean; `otherwise` where it is not set or no boolean.
bool GitFlag(const GitRepository& repository, const std::string& key,
             bool otherwise);

// All values of `key` that the user's files and the system's have, in order:
// the repository itself, and the environment, have no say.
std::vector<std::string> GitSettingsOutside(const std::string& key);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_GIT_SETTINGS_H_
