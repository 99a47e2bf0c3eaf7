#include "engine/git/git_tags.h"

#include <git2.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/git/git_handles.h"

namespace patchgraph {

absl::StatusOr<std::vector<GitTag>> ListTags(const GitRepository& repository) {
  git_strarray names = {};
  if (git_tag_list(&names, repository.handle()) != 0) {
    return GitFailure("cannot list the tags");
  }
  std::vector<GitTag> tags;
  for (size_t i = 0; i < names.count; ++i) {
    std::string name = names.strings[i];
    auto revision = repository.Resolve(absl::StrCat("refs/tags/", name));
    if (revision.ok()) tags.push_back({std::move(name), *std::move(revision)});
  }
  git_strarray_dispose(&names);
  std::sort(tags.begin(), tags.end(),
            [](const GitTag& a, const GitTag& b) { return a.name < b.name; });
  return tags;
}

}  // namespace patchgraph
