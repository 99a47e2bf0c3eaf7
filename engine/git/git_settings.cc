#include "engine/git/git_settings.h"

#include "engine/git/git_handles.h"

namespace patchgraph {
namespace {

GitConfigHandle Snapshot(const GitRepository& repository) {
  git_config* raw = nullptr;
  if (git_repository_config_snapshot(&raw, repository.handle()) != 0) {
    return nullptr;
  }
  return GitConfigHandle(raw);
}

}  // namespace

absl::optional<std::string> GitSetting(const GitRepository& repository,
                                       const std::string& key) {
  const GitConfigHandle config = Snapshot(repository);
  const char* value = nullptr;
  if (config == nullptr ||
      git_config_get_string(&value, config.get(), key.c_str()) != 0) {
    return absl::nullopt;
  }
  return std::string(value);
}

bool GitFlag(const GitRepository& repository, const std::string& key,
             bool otherwise) {
  const GitConfigHandle config = Snapshot(repository);
  int value = 0;
  if (config == nullptr ||
      git_config_get_bool(&value, config.get(), key.c_str()) != 0) {
    return otherwise;
  }
  return value != 0;
}

}  // namespace patchgraph
