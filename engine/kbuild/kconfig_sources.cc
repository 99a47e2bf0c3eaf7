#include "engine/kbuild/kconfig_sources.h"

#include <cstddef>

#include "absl/strings/str_split.h"
#include "absl/types/optional.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

// What a pattern of a hostile file may match before we stop.
constexpr std::size_t kMostMatches = 10000;

bool IsKconfigGlob(absl::string_view text) {
  return text.find_first_of("*?") != absl::string_view::npos;
}

// With one place to go back to: the last "*".
bool MatchesKconfigGlob(absl::string_view glob, absl::string_view name) {
  std::size_t at = 0;
  std::size_t in_name = 0;
  std::size_t star = absl::string_view::npos;
  std::size_t star_name = 0;
  while (in_name < name.size()) {
    if (at < glob.size() && glob[at] == '*') {
      star = at++;
      star_name = in_name;
    } else if (at < glob.size() &&
               (glob[at] == '?' || glob[at] == name[in_name])) {
      ++at;
      ++in_name;
    } else if (star != absl::string_view::npos) {
      at = star + 1;
      in_name = ++star_name;
    } else {
      return false;
    }
  }
  while (at < glob.size() && glob[at] == '*') ++at;
  return at == glob.size();
}

}  // namespace

absl::StatusOr<const KconfigFile*> KconfigCache::Read(absl::string_view path,
                                                      const Blob& blob) {
  const Key key(std::string(path), blob.id().Hex());
  const auto known = files_.find(key);
  if (known != files_.end()) return known->second.get();
  const absl::StatusOr<Bytes> bytes = blob.Read();
  if (!bytes.ok()) return bytes.status();
  auto file = std::make_unique<const KconfigFile>(
      ReadKconfigFile(path, **bytes, &expressions_));
  return files_.emplace(key, std::move(file)).first->second.get();
}

absl::StatusOr<const KconfigFile*> KconfigSources::Read(
    absl::string_view path) {
  const auto known = files_.find(path);
  if (known != files_.end()) return known->second;
  const KconfigFile* file = nullptr;
  if (CheckRepoPath(path).ok()) {
    const auto state = FindFile(tree_, path);
    if (!state.ok()) return state.status();
    if (state->has_value() && IsPlainFile((*state)->mode)) {
      const auto read = cache_->Read(path, (*state)->blob);
      if (!read.ok()) return read.status();
      file = *read;
    }
  }
  files_.emplace(std::string(path), file);
  return file;
}

absl::StatusOr<std::vector<std::string>> KconfigSources::Matching(
    absl::string_view pattern) {
  std::vector<std::string> paths = {""};
  if (!IsKconfigGlob(pattern)) {
    return std::vector<std::string>{std::string(pattern)};
  }
  for (const absl::string_view part : absl::StrSplit(pattern, '/')) {
    std::vector<std::string> longer;
    for (const std::string& path : paths) {
      if (!IsKconfigGlob(part)) {
        longer.push_back(JoinPath(path, part));
        continue;
      }
      const auto nodes = tree_.List(path);
      if (absl::IsNotFound(nodes.status())) continue;
      if (!nodes.ok()) return nodes.status();
      for (const NamedNode& node : *nodes) {
        if (longer.size() < kMostMatches &&
            MatchesKconfigGlob(part, node.name)) {
          longer.push_back(JoinPath(path, node.name));
        }
      }
    }
    paths = std::move(longer);
  }
  return paths;
}

}  // namespace patchgraph
