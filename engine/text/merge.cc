#include "engine/text/merge.h"

#include <algorithm>

#include "engine/text/line_differ.h"
#include "engine/text/merge_meet.h"
#include "engine/text/merge_refine.h"

namespace patchgraph {
namespace {

FileMerge MergeWith(LineDiffer* differ, const InternedLines& base,
                    const InternedLines& ours, const InternedLines& theirs,
                    absl::Span<const Edit> base_to_ours,
                    absl::Span<const Edit> base_to_theirs) {
  const MeetInput input = {base.ids, ours.ids, theirs.ids, base_to_ours,
                           base_to_theirs};
  FileMerge merge;
  merge.base = base.lines;
  merge.ours = ours.lines;
  merge.theirs = theirs.lines;
  merge.met = MeetEdits(input);
  merge.refined = RefineConflicts(merge.met, ours.ids, theirs.ids, differ);
  return merge;
}

int IdCount(const InternedLines& lines) {
  return lines.ids.empty()
             ? 0
             : *std::max_element(lines.ids.begin(), lines.ids.end()) + 1;
}

}  // namespace

bool operator==(const MergeRegion& a, const MergeRegion& b) {
  return a.kind == b.kind && a.base == b.base && a.ours == b.ours &&
         a.theirs == b.theirs && a.met == b.met;
}

int FileMerge::conflicts(ConflictStyle style) const {
  const std::vector<MergeRegion>& all = regions(style);
  return static_cast<int>(
      std::count_if(all.begin(), all.end(), [](const MergeRegion& region) {
        return region.kind == MergeRegion::kConflict;
      }));
}

FileMerge Merge(absl::string_view base, absl::string_view ours,
                absl::string_view theirs, const MergeOptions& options) {
  return VersionMerger(options).Merge(base, ours, theirs);
}

FileMerge VersionMerger::Merge(absl::string_view base, absl::string_view ours,
                               absl::string_view theirs) {
  const bool is_first = table_.size() == 0;
  // What theirs was is what their next change starts from.
  const InternedLines base_lines = table_.InternLike(base, theirs_);
  ours_ = table_.InternLike(ours, is_first ? base_lines : ours_);
  theirs_ = table_.InternLike(theirs, base_lines);
  LineDiffer differ(table_.size(), options_.diff);
  return MergeWith(&differ, base_lines, ours_, theirs_,
                   differ.Diff(base_lines.ids, ours_.ids),
                   differ.Diff(base_lines.ids, theirs_.ids));
}

FileMerge Merge(const InternedLines& base, const InternedLines& ours,
                const InternedLines& theirs,
                absl::Span<const Edit> base_to_ours,
                absl::Span<const Edit> base_to_theirs,
                const MergeOptions& options) {
  LineDiffer differ(std::max(IdCount(ours), IdCount(theirs)), options.diff);
  return MergeWith(&differ, base, ours, theirs, base_to_ours, base_to_theirs);
}

absl::Span<const MergeRegion> RegionsMeeting(
    absl::Span<const MergeRegion> regions, LineRange base) {
  const auto meets = [&](const LineRange& region) {
    const bool touching_counts = region.empty() || base.empty();
    return touching_counts
               ? region.begin <= base.end && base.begin <= region.end
               : region.begin < base.end && base.begin < region.end;
  };
  const auto first_near =
      std::lower_bound(regions.begin(), regions.end(), base.begin,
                       [](const MergeRegion& region, int line) {
                         return region.base.end < line;
                       });
  const auto first = std::find_if(
      first_near, regions.end(),
      [&](const MergeRegion& region) { return meets(region.base); });
  const auto last = std::find_if(
      first, regions.end(),
      [&](const MergeRegion& region) { return !meets(region.base); });
  return regions.subspan(first - regions.begin(), last - first);
}

}  // namespace patchgraph
