#include "engine/resolve/textual/three_way.h"

#include <cstddef>
#include <utility>
#include <vector>

#include "engine/resolve/textual/tokens.h"
#include "engine/text/diff.h"

namespace patchgraph {
namespace {

// Of all three texts, for a merge of tokens.
constexpr std::size_t kMostBytes = 300000;

// git merges by histogram diffs, whose time grows with the square of the number
// of edits. That many lines in one conflict are diffed the other way.
constexpr std::size_t kMostHistogramLines = 5000;

DiffOptions OptionsFor(const ThreeTexts& texts) {
  DiffOptions options;
  if (texts.base.ids.size() > kMostHistogramLines) {
    options.algorithm = DiffAlgorithm::kMyers;
  }
  return options;
}

ThreeWay MergeWith(ThreeTexts texts, std::vector<Edit> ours,
                   std::vector<Edit> theirs) {
  ThreeWay merge;
  merge.texts = std::move(texts);
  merge.regions = MergeEdits(merge.texts, ours, theirs);
  SettleContained(merge.texts, ours, theirs, &merge.regions);
  merge.merged = ShapeOf(merge.regions).conflicts == 0;
  return merge;
}

}  // namespace

ThreeWay MergeLines(absl::string_view base, absl::string_view ours,
                    absl::string_view theirs) {
  ThreeTexts texts = CutIntoLines(base, ours, theirs);
  const DiffOptions options = OptionsFor(texts);
  std::vector<Edit> our_edits = Diff(texts.base.ids, texts.ours.ids, options);
  std::vector<Edit> their_edits =
      Diff(texts.base.ids, texts.theirs.ids, options);
  return MergeWith(std::move(texts), std::move(our_edits),
                   std::move(their_edits));
}

ThreeWay MergeTokens(absl::string_view base, absl::string_view ours,
                     absl::string_view theirs) {
  if (base.size() + ours.size() + theirs.size() > kMostBytes) return {};
  ThreeTexts texts = CutIntoTokens(base, ours, theirs);
  std::vector<Edit> our_edits = DiffTokens(texts.base, texts.ours);
  std::vector<Edit> their_edits = DiffTokens(texts.base, texts.theirs);
  return MergeWith(std::move(texts), std::move(our_edits),
                   std::move(their_edits));
}

}  // namespace patchgraph
