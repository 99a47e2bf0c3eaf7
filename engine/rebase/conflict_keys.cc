#include "engine/rebase/conflict_keys.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

constexpr std::size_t kPatchDigits = 12;

template <typename IsGone>
std::vector<std::string> Rest(const std::vector<std::string>& keys,
                              const IsGone& is_gone) {
  std::vector<std::string> rest;
  std::remove_copy_if(keys.begin(), keys.end(), std::back_inserter(rest),
                      is_gone);
  return rest;
}

}  // namespace

std::string ConflictKey(absl::string_view patch, absl::string_view path,
                        ConflictKind kind) {
  return absl::StrCat(patch, " ", path, " ", Name(kind));
}

std::vector<std::string> Without(const std::vector<std::string>& keys,
                                 const std::vector<std::string>& gone) {
  return Rest(keys, [&gone](const std::string& key) {
    return std::find(gone.begin(), gone.end(), key) != gone.end();
  });
}

std::vector<std::string> WithoutCommit(const std::vector<std::string>& keys,
                                       absl::string_view commit) {
  const std::string begin = absl::StrCat(commit.substr(0, kPatchDigits), " ");
  return Rest(keys, [&begin](const std::string& key) {
    return absl::StartsWith(key, begin);
  });
}

std::vector<std::string> WithoutPaths(const std::vector<std::string>& keys,
                                      absl::string_view commit,
                                      const std::vector<std::string>& paths) {
  return Rest(keys, [&](const std::string& key) {
    return std::any_of(
        paths.begin(), paths.end(), [&](const std::string& path) {
          const std::string begin =
              absl::StrCat(commit.substr(0, kPatchDigits), " ", path, " ");
          // Paths may have blanks in them, kinds have none.
          return absl::StartsWith(key, begin) &&
                 key.find(' ', begin.size()) == std::string::npos;
        });
  });
}

}  // namespace patchgraph
