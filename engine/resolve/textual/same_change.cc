#include "engine/resolve/textual/same_change.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/textual/three_way.h"
#include "engine/resolve/textual/words.h"
#include "engine/text/diff.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

// Whether a side adds nothing: no edit of it brings lines.
bool OnlyTakesAway(absl::string_view base, absl::string_view side) {
  const std::vector<Edit> edits = Diff(Lines(base), Lines(side));
  return std::all_of(edits.begin(), edits.end(),
                     [](const Edit& edit) { return edit.after().empty(); });
}

// The side that a merge came to, where one side has all of the other's edits.
std::vector<Suggestion> LargerSide(const Conflict& conflict,
                                   const ThreeWay& merge,
                                   absl::string_view kind) {
  if (!merge.merged) return {};
  const std::string text = merge.Text();
  const bool is_ours = text == conflict.ours;
  if (!is_ours && text != conflict.theirs) return {};
  const absl::string_view less = is_ours ? conflict.theirs : conflict.ours;
  std::string sort(kind);
  if (OnlyTakesAway(conflict.base, less)) {
    sort = OnlyTakesAway(conflict.base, text) ? "taken away" : "replaced";
  }
  return {{text,
           is_ours ? "ours has all of what theirs changed, and more"
                   : "theirs has all of what ours changed, and more",
           sort}};
}

}  // namespace

std::vector<Suggestion> SameChange::Resolve(const Conflict& conflict) const {
  if (conflict.ours == conflict.theirs) {
    return {{std::string(conflict.ours), "both sides came to the same text",
             "same"}};
  }
  const std::string ours = WithoutBlanks(conflict.ours);
  const std::string theirs = WithoutBlanks(conflict.theirs);
  if (ours == theirs) {
    return {{std::string(conflict.ours),
             "both sides came to the same text but for blanks; ours' layout",
             "layout, ours"},
            {std::string(conflict.theirs),
             "both sides came to the same text but for blanks; theirs' layout",
             "layout, theirs"}};
  }
  // A side that changed the layout alone has next to nothing to contain.
  const std::string base = WithoutBlanks(conflict.base);
  if (ours == base || theirs == base) return {};
  std::vector<Suggestion> larger = LargerSide(
      conflict, MergeLines(conflict.base, conflict.ours, conflict.theirs),
      "lines");
  if (!larger.empty()) return larger;
  return LargerSide(conflict,
                    MergeTokens(conflict.base, conflict.ours, conflict.theirs),
                    "words");
}

}  // namespace patchgraph
