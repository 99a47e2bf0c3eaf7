#include "engine/check/settle_regions.h"

#include <algorithm>
#include <utility>

#include "absl/strings/string_view.h"
#include "engine/check/moved_hunks.h"
#include "engine/text/merge_text.h"

namespace patchgraph {
namespace {

bool IsConflict(const MergeRegion& region) {
  return region.kind == MergeRegion::kConflict;
}

// Takes out what git joins with a region that stays in conflict, and what it
// joins with that.
void KeepWholeConflicts(const FileMerge& merge, std::set<int>* settled) {
  for (bool changed = true; changed;) {
    changed = false;
    for (const MergeRegion& refined : merge.refined) {
      if (!IsConflict(refined)) continue;
      std::vector<int> parts;
      for (std::size_t i = 0; i < merge.met.size(); ++i) {
        if (IsConflict(merge.met[i]) && ComesFrom(refined, merge.met[i])) {
          parts.push_back(static_cast<int>(i));
        }
      }
      const bool all =
          std::all_of(parts.begin(), parts.end(),
                      [settled](int part) { return settled->count(part) > 0; });
      if (all) continue;
      for (const int part : parts) changed |= settled->erase(part) > 0;
    }
  }
}

}  // namespace

bool SettledRegions::any() const {
  return std::any_of(
      resolutions.begin(), resolutions.end(),
      [](const Entry& entry) { return entry.resolution.applied; });
}

SettledRegions SettleRegions(absl::Span<const HunkStep> hunks,
                             const FileMerge& merge,
                             const RegionsToSettle& what) {
  SettledRegions found;
  ResolveOptions options;
  options.mode = what.resolve;
  options.path = what.path;
  const FileHistories histories = what.histories == nullptr
                                      ? FileHistories()
                                      : what.histories(what.path, merge);
  ResolvedFile resolved = ResolveFile(merge, histories, options);
  for (std::size_t i = 0; i < merge.met.size(); ++i) {
    const MergeRegion& met = merge.met[i];
    if (IsConflict(met) && !IsOpen(merge, met)) {
      found.settled.insert(static_cast<int>(i));
    }
  }
  for (const ResolvedRegion& region : resolved.regions) {
    const bool may = what.barred.count(region.region) == 0;
    if (region.applied && may) found.settled.insert(region.region);
  }
  KeepWholeConflicts(merge, &found.settled);
  for (ResolvedRegion& region : resolved.regions) {
    if (region.proposals.empty() || what.barred.count(region.region) > 0 ||
        region.proposals.front().tier == Tier::kNever) {
      continue;
    }
    SettledRegions::Entry& entry = found.resolutions.emplace_back();
    entry.region = region.region;
    entry.resolution.region = RegionOf(hunks, merge, merge.met[region.region]);
    entry.resolution.proposal = std::move(region.proposals.front());
    entry.resolution.applied = found.settled.count(region.region) > 0;
  }
  return found;
}

std::string TextOf(const FileMerge& merge, const SettledRegions& settled) {
  RegionTexts texts;
  for (const SettledRegions::Entry& entry : settled.resolutions) {
    if (!entry.resolution.applied) continue;
    texts[entry.region] = entry.resolution.proposal.text;
  }
  return TextWith(merge, texts);
}

}  // namespace patchgraph
