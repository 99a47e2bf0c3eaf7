#include "engine/resolve/textual/layout_only.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/resolve/textual/three_way.h"
#include "engine/resolve/textual/words.h"

namespace patchgraph {
namespace {

bool LayoutIsMeaning(absl::string_view path) {
  const absl::string_view name = path.substr(path.rfind('/') + 1);
  return absl::StartsWith(name, "Makefile") ||
         absl::StartsWith(name, "Kbuild") || absl::EndsWith(name, ".mk") ||
         absl::EndsWith(name, ".py") || absl::EndsWith(name, ".yaml") ||
         absl::EndsWith(name, ".patch");
}

bool IsNeitherSide(const ThreeWay& merge, const Conflict& conflict) {
  if (!merge.merged) return false;
  const std::string text = merge.Text();
  return text != conflict.ours && text != conflict.theirs;
}

// Whether a merge gives a text in which both the change and the layout are.
bool CanBeMerged(const Conflict& conflict) {
  return IsNeitherSide(
             MergeLines(conflict.base, conflict.ours, conflict.theirs),
             conflict) ||
         IsNeitherSide(
             MergeTokens(conflict.base, conflict.ours, conflict.theirs),
             conflict);
}

}  // namespace

std::vector<Suggestion> LayoutOnly::Resolve(const Conflict& conflict) const {
  if (LayoutIsMeaning(conflict.path)) return {};
  const std::string base = WithoutBlanks(conflict.base);
  if (base.empty()) return {};
  const bool ours_is_layout = WithoutBlanks(conflict.ours) == base;
  const bool theirs_is_layout = WithoutBlanks(conflict.theirs) == base;
  if (ours_is_layout == theirs_is_layout) return {};
  const absl::string_view side = ours_is_layout ? "ours" : "theirs";
  return {{std::string(ours_is_layout ? conflict.theirs : conflict.ours),
           absl::StrCat(side, " changed nothing but blanks and line ends"),
           CanBeMerged(conflict) ? "mergeable" : "collides"}};
}

}  // namespace patchgraph
