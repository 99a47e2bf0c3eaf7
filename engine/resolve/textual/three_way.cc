#include "engine/resolve/textual/three_way.h"

#include <cstddef>
#include <utility>
#include <vector>

#include "absl/types/span.h"
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

ThreeWay MergeWith(ThreeTexts texts, absl::Span<const Edit> ours,
                   absl::Span<const Edit> theirs) {
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
  const std::vector<Edit> our_edits =
      Diff(texts.base.ids, texts.ours.ids, options);
  const std::vector<Edit> their_edits =
      Diff(texts.base.ids, texts.theirs.ids, options);
  return MergeWith(std::move(texts), our_edits, their_edits);
}

ThreeWay MergeTokens(absl::string_view base, absl::string_view ours,
                     absl::string_view theirs) {
  if (base.size() + ours.size() + theirs.size() > kMostBytes) return {};
  ThreeTexts texts = CutIntoTokens(base, ours, theirs);
  const std::vector<Edit> our_edits = DiffTokens(texts.base, texts.ours);
  const std::vector<Edit> their_edits = DiffTokens(texts.base, texts.theirs);
  return MergeWith(std::move(texts), our_edits, their_edits);
}

}  // namespace patchgraph
