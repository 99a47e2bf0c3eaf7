#include "engine/rebase/merged_as.h"

#include <vector>

namespace patchgraph {
namespace {

constexpr int kContextLines = 3;

// Whether ours changed something so near behind `regions[at]`, or before it
// with a `step` of -1, that it is in the context of a hunk there.
bool HasOursNear(const std::vector<MergeRegion>& regions, int at, int step) {
  int distance = 0;
  for (int i = at + step; i >= 0 && i < static_cast<int>(regions.size());
       i += step) {
    const MergeRegion& region = regions[i];
    if (region.kind != MergeRegion::kUnchanged &&
        region.kind != MergeRegion::kTheirs) {
      return true;
    }
    // What theirs changes further on belongs to the hunk, or ends it.
    distance += region.base.size();
    if (distance >= kContextLines) return false;
  }
  return false;
}

}  // namespace

RebasedAs MergedAs(const FileMerge& merge) {
  const std::vector<MergeRegion>& regions =
      merge.regions(ConflictStyle::kDiff3);
  RebasedAs as = RebasedAs::kUnchanged;
  for (int i = 0; i < static_cast<int>(regions.size()); ++i) {
    if (regions[i].kind == MergeRegion::kBoth) return RebasedAs::kEdited;
    if (regions[i].kind != MergeRegion::kTheirs) continue;
    if (HasOursNear(regions, i, -1) || HasOursNear(regions, i, 1)) {
      as = RebasedAs::kContextOnly;
    }
  }
  return as;
}

}  // namespace patchgraph
