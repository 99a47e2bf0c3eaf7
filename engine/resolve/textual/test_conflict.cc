#include "engine/resolve/textual/test_conflict.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace patchgraph {

TestConflict::TestConflict(std::string base, std::string ours,
                           std::string theirs, const std::string& path)
    : base_(std::move(base)),
      ours_(std::move(ours)),
      theirs_(std::move(theirs)),
      merge_(Merge(base_, ours_, theirs_)) {
  for (int i = 0; i < static_cast<int>(merge_.met.size()); ++i) {
    const MergeRegion& region = merge_.met[i];
    if (region.kind != MergeRegion::kConflict) continue;
    Conflict conflict;
    conflict.path = path;
    conflict.base = merge_.base.Range(region.base);
    conflict.ours = merge_.ours.Range(region.ours);
    conflict.theirs = merge_.theirs.Range(region.theirs);
    conflict.merge = &merge_;
    conflict.region = i;
    conflict.histories = &histories_;
    conflicts_.push_back(conflict);
  }
}

std::vector<std::string> Suggested(const Resolver& resolver,
                                   absl::string_view base,
                                   absl::string_view ours,
                                   absl::string_view theirs,
                                   absl::string_view path) {
  const TestConflict test{std::string(base), std::string(ours),
                          std::string(theirs), std::string(path)};
  if (test.size() != 1) return {absl::StrCat(test.size(), " conflicts")};
  std::vector<std::string> suggested;
  for (const Suggestion& suggestion : resolver.Resolve(test[0])) {
    suggested.push_back(absl::StrCat(suggestion.kind, ": ", suggestion.text));
  }
  return suggested;
}

std::vector<std::string> SuggestedSwapped(const Resolver& resolver,
                                          absl::string_view base,
                                          absl::string_view ours,
                                          absl::string_view theirs,
                                          absl::string_view path) {
  return Suggested(resolver, base, theirs, ours, path);
}

}  // namespace patchgraph
