#include "cli/merge_file/conflict_layout.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/text/merge_text.h"

namespace patchgraph {
namespace {

// What the two sides of a conflict share at its ends, set apart from it, as
// git's zdiff3 does. The base stays with the conflict as a whole.
std::vector<MergeRegion> WithoutSharedEnds(const FileMerge& merge) {
  std::vector<MergeRegion> regions;
  for (const MergeRegion& region : merge.met) {
    if (region.kind != MergeRegion::kConflict) {
      regions.push_back(region);
      continue;
    }
    MergeRegion before = region;
    MergeRegion left = region;
    while (!left.ours.empty() && !left.theirs.empty() &&
           merge.ours[left.ours.begin] == merge.theirs[left.theirs.begin]) {
      ++left.ours.begin;
      ++left.theirs.begin;
    }
    while (!left.ours.empty() && !left.theirs.empty() &&
           merge.ours[left.ours.end - 1] == merge.theirs[left.theirs.end - 1]) {
      --left.ours.end;
      --left.theirs.end;
    }
    before.kind = MergeRegion::kBoth;
    before.ours.end = left.ours.begin;
    before.theirs.end = left.theirs.begin;
    before.base.end = before.base.begin;
    MergeRegion after = region;
    after.kind = MergeRegion::kBoth;
    after.ours.begin = left.ours.end;
    after.theirs.begin = left.theirs.end;
    after.base.begin = after.base.end;
    if (!before.ours.empty()) regions.push_back(before);
    regions.push_back(left);
    if (!after.ours.empty()) regions.push_back(after);
  }
  return regions;
}

struct ThreeTexts {
  std::string base;
  std::string ours;
  std::string theirs;
};

// The sides of a merge in which only the open conflicts are still to be merged.
ThreeTexts WithResolved(const FileMerge& merge, const RegionTexts& resolved) {
  ThreeTexts texts;
  const auto add = [&texts](absl::string_view base, absl::string_view ours,
                            absl::string_view theirs) {
    absl::StrAppend(&texts.base, base);
    absl::StrAppend(&texts.ours, ours);
    absl::StrAppend(&texts.theirs, theirs);
  };
  for (size_t i = 0; i < merge.met.size(); ++i) {
    const MergeRegion& region = merge.met[i];
    const auto found = resolved.find(static_cast<int>(i));
    if (found != resolved.end()) {
      add(found->second, found->second, found->second);
    } else if (IsOpen(merge, region)) {
      add(merge.base.Range(region.base), merge.ours.Range(region.ours),
          merge.theirs.Range(region.theirs));
    } else {
      const absl::string_view text = CleanText(merge, region);
      add(text, text, text);
    }
  }
  return texts;
}

std::vector<ThreeTexts> ConflictsOf(const FileMerge& merge,
                                    const RegionTexts& resolved) {
  std::vector<ThreeTexts> conflicts;
  for (size_t i = 0; i < merge.met.size(); ++i) {
    const MergeRegion& region = merge.met[i];
    if (!IsOpen(merge, region)) continue;
    if (resolved.count(static_cast<int>(i)) != 0) continue;
    conflicts.push_back({std::string(merge.base.Range(region.base)),
                         std::string(merge.ours.Range(region.ours)),
                         std::string(merge.theirs.Range(region.theirs))});
  }
  return conflicts;
}

bool AreSame(const std::vector<ThreeTexts>& a,
             const std::vector<ThreeTexts>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const ThreeTexts& x, const ThreeTexts& y) {
                      return x.base == y.base && x.ours == y.ours &&
                             x.theirs == y.theirs;
                    });
}

}  // namespace

absl::optional<ConflictLayout> ConflictLayoutNamed(absl::string_view name) {
  if (name == "merge") return ConflictLayout::kMerge;
  if (name == "diff3") return ConflictLayout::kDiff3;
  if (name == "zdiff3") return ConflictLayout::kZdiff3;
  return absl::nullopt;
}

LaidOutText LayOut(const FileMerge& merge, ConflictLayout layout,
                   const MarkerLabels& labels, int marker_size) {
  RenderOptions options;
  options.labels = labels;
  options.marker_size = marker_size;
  options.style = layout == ConflictLayout::kMerge ? ConflictStyle::kMerge
                                                   : ConflictStyle::kDiff3;
  if (layout != ConflictLayout::kZdiff3) {
    return {Render(merge, options), merge.conflicts(options.style)};
  }
  FileMerge apart = merge;
  apart.met = WithoutSharedEnds(merge);
  return {Render(apart, options), merge.conflicts(options.style)};
}

LaidOutText LayOutResolved(const FileMerge& merge, const ResolvedFile& resolved,
                           ConflictLayout layout, const MarkerLabels& labels,
                           int marker_size) {
  RegionTexts applied;
  for (const ResolvedRegion& region : resolved.regions) {
    if (region.applied) applied[region.region] = region.proposals.front().text;
  }
  if (applied.empty()) return LayOut(merge, layout, labels, marker_size);
  // Where all else is the same on the three sides, only what is left can come
  // to a conflict; but a diff may lay it out in another way, and then it is
  // better shown as it was met.
  const ThreeTexts texts = WithResolved(merge, applied);
  if (texts.ours == texts.theirs) return {texts.ours, 0};
  const FileMerge left = Merge(texts.base, texts.ours, texts.theirs);
  if (!AreSame(ConflictsOf(left, {}), ConflictsOf(merge, applied))) {
    RenderOptions options;
    options.labels = labels;
    options.marker_size = marker_size;
    options.style = ConflictStyle::kDiff3;
    return {RenderWith(merge, applied, options), resolved.open};
  }
  return LayOut(left, layout, labels, marker_size);
}

}  // namespace patchgraph
