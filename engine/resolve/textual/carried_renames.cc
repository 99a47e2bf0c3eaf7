#include "engine/resolve/textual/carried_renames.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "engine/resolve/textual/renames.h"
#include "engine/resolve/textual/three_way.h"
#include "engine/text/merge.h"

namespace patchgraph {
namespace {

// The suggestion where `side` renamed, and `renaming` is its text.
absl::optional<Suggestion> Carry(const Conflict& conflict, Side side,
                                 absl::string_view renaming,
                                 absl::string_view other) {
  const NameMap names = RenamesOf(*conflict.merge, side, other);
  if (names.empty()) return absl::nullopt;
  const std::string base = Renamed(conflict.base, names);
  const std::string carried = Renamed(other, names);
  std::string reason = absl::StrCat(side == Side::kOurs ? "ours" : "theirs",
                                    " renamed ", names.begin()->first, " to ",
                                    names.begin()->second, " in the file");
  const bool replaced =
      std::any_of(names.begin(), names.end(), [&](const auto& name) {
        return UsesName(conflict.merge->base.text(), name.second);
      });
  if (base == renaming) {
    return Suggestion{carried, std::move(reason),
                      replaced ? "replaced" : "names alone"};
  }
  ThreeWay merge = MergeLines(base, renaming, carried);
  if (!merge.merged) merge = MergeTokens(base, renaming, carried);
  if (!merge.merged) return absl::nullopt;
  return Suggestion{merge.Text(), std::move(reason),
                    replaced ? "replaced" : "merged"};
}

}  // namespace

std::vector<Suggestion> CarriedRenames::Resolve(
    const Conflict& conflict) const {
  std::vector<Suggestion> suggestions;
  for (const bool ours : {true, false}) {
    auto carried =
        ours ? Carry(conflict, Side::kOurs, conflict.ours, conflict.theirs)
             : Carry(conflict, Side::kTheirs, conflict.theirs, conflict.ours);
    if (!carried.has_value() || carried->text == conflict.ours ||
        carried->text == conflict.theirs) {
      continue;
    }
    suggestions.push_back(*std::move(carried));
  }
  return suggestions;
}

}  // namespace patchgraph
