#include "engine/upstream/conflict_trial.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "engine/apply/compare_files.h"
#include "engine/text/merge.h"
#include "engine/text/merge_text.h"

namespace patchgraph {
namespace {

bool Overlapping(LineRange a, LineRange b) {
  if (a.empty() || b.empty()) return a.begin <= b.end && b.begin <= a.end;
  return a.begin < b.end && b.begin < a.end;
}

LineRange RangeOf(const Excerpt& excerpt) {
  const int lines = Lines(excerpt.text).size();
  const int begin = lines == 0 ? excerpt.start : excerpt.start - 1;
  return {begin, begin + lines};
}

// A conflict of the two diffs may dissolve when it is refined.
bool IsConflict(const MergeRegion& met, const FileMerge& merge) {
  return met.kind == MergeRegion::kConflict &&
         std::any_of(merge.refined.begin(), merge.refined.end(),
                     [&met](const MergeRegion& region) {
                       return region.kind == MergeRegion::kConflict &&
                              Overlapping(region.ours, met.ours) &&
                              Overlapping(region.theirs, met.theirs);
                     });
}

// Null where it is no text.
absl::StatusOr<Bytes> ReadSide(const absl::optional<FileState>& file) {
  if (!file.has_value()) return std::make_shared<const std::string>();
  const auto text = IsText(*file);
  if (!text.ok()) return text.status();
  if (!*text) return Bytes();
  return file->blob.Read();
}

}  // namespace

absl::StatusOr<absl::optional<ConflictTrial>> ConflictTrial::Of(
    const Conflict& conflict) {
  ConflictTrial trial;
  const std::pair<const absl::optional<FileState>*, Bytes*> sides[] = {
      {&conflict.base, &trial.base_},
      {&conflict.ours, &trial.ours_},
      {&conflict.theirs, &trial.theirs_}};
  for (const auto& [file, text] : sides) {
    auto bytes = ReadSide(*file);
    if (!bytes.ok()) return bytes.status();
    if (*bytes == nullptr) return absl::nullopt;
    *text = *std::move(bytes);
  }
  const FileMerge merge = Merge(*trial.base_, *trial.ours_, *trial.theirs_);
  for (const ConflictRegion& region : conflict.regions) {
    Place place = {RangeOf(region.base), RangeOf(region.ours)};
    for (const MergeRegion& met : merge.met) {
      const bool same = met.kind == MergeRegion::kConflict &&
                        Overlapping(met.base, place.base) &&
                        Overlapping(met.ours, place.ours);
      if (!same) continue;
      place = {met.base, met.ours};
      break;
    }
    trial.places_.push_back(place);
  }
  return absl::optional<ConflictTrial>(std::move(trial));
}

bool ConflictTrial::IsGone(int region, absl::string_view ours) const {
  const FileMerge merge = Merge(*base_, ours, *theirs_);
  const auto meeting = RegionsMeeting(merge.met, places_[region].base);
  return std::none_of(
      meeting.begin(), meeting.end(),
      [&merge](const MergeRegion& met) { return IsConflict(met, merge); });
}

bool ConflictTrial::IsClean(absl::string_view ours) const {
  return Merge(*base_, ours, *theirs_).clean();
}

std::string WithChange(absl::string_view text, absl::string_view from,
                       absl::string_view to) {
  return Take(Merge(from, text, to), Side::kOurs);
}

}  // namespace patchgraph
