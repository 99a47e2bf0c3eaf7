#include "engine/resolve/textual/token_merge.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/resolve/textual/three_way.h"
#include "engine/resolve/textual/tokens.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

bool HasWord(const Lines& tokens, LineRange range) {
  for (int i = range.begin; i < range.end; ++i) {
    if (IsWord(tokens[i])) return true;
  }
  return false;
}

int CountWords(const Lines& tokens, LineRange range) {
  int words = 0;
  for (int i = range.begin; i < range.end; ++i) words += IsWord(tokens[i]);
  return words;
}

// Whether edits of the two sides follow each other with no word between.
bool Touch(const ThreeWay& merge) {
  const MergeRegion* last = nullptr;  // the last that is of one side
  for (const MergeRegion& region : merge.regions) {
    switch (region.kind) {
      case MergeRegion::kOurs:
      case MergeRegion::kTheirs:
        if (last != nullptr && last->kind != region.kind) return true;
        last = &region;
        break;
      case MergeRegion::kUnchanged:
        if (HasWord(merge.texts.base.lines, region.base)) last = nullptr;
        break;
      default:
        break;
    }
  }
  return false;
}

// Of the words of the base, the share that neither side changed.
double KeptShare(const ThreeWay& merge) {
  const Lines& base = merge.texts.base.lines;
  int kept = 0;
  for (const MergeRegion& region : merge.regions) {
    if (region.kind == MergeRegion::kUnchanged) {
      kept += CountWords(base, region.base);
    }
  }
  const int all = CountWords(base, {0, base.size()});
  return all == 0 ? 0 : static_cast<double>(kept) / all;
}

}  // namespace

std::vector<Suggestion> TokenMerge::Resolve(const Conflict& conflict) const {
  const ThreeWay merge =
      MergeTokens(conflict.base, conflict.ours, conflict.theirs);
  if (!merge.merged) return {};
  std::string text = merge.Text();
  if (text == conflict.ours || text == conflict.theirs) return {};
  const absl::string_view kind = KeptShare(merge) < 0.3 ? "rewritten"
                                 : Touch(merge)         ? "touching"
                                                        : "apart";
  const ThreeWay lines =
      MergeLines(conflict.base, conflict.ours, conflict.theirs);
  const bool lines_too = lines.merged && lines.Text() == text;
  return {{std::move(text), "the sides changed different words",
           absl::StrCat(kind, lines_too ? ", lines too" : "")}};
}

}  // namespace patchgraph
