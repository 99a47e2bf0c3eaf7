#include "engine/forecast/carried_file.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/text/diff.h"
#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

// A file of the base on its way through the stack.
struct FileOnItsWay {
  std::string base_path;
  absl::optional<FileState> base;  // unset: the stack adds it
  absl::optional<FileState> now;
  int patches = 0;
};

}  // namespace

std::vector<InvadedFile> InvadedFilesOf(absl::Span<const PatchStep> steps) {
  std::map<std::string, FileOnItsWay> files;  // by the path of the moment
  std::vector<FileOnItsWay> replaced;
  for (const PatchStep& patch : steps) {
    for (const FileStep& step : patch.files) {
      if (!step.Changes()) continue;
      FileOnItsWay file;
      // A copy is the stack's own from the beginning.
      if (step.kind != FileChange::Kind::kCopy) {
        const auto known = files.find(step.old_path);
        if (known == files.end()) {
          file.base_path = step.old_path;
          file.base = step.before;
        } else {
          file = known->second;
          if (step.kind == FileChange::Kind::kRename) files.erase(known);
        }
      }
      file.now = step.after;
      ++file.patches;
      FileOnItsWay& place = files[step.new_path];
      // The stack deleted a file to make room for this one.
      if (step.new_path != step.old_path && place.base.has_value()) {
        replaced.push_back(std::move(place));
      }
      place = std::move(file);
    }
  }
  std::vector<InvadedFile> invaded;
  for (auto& [path, file] : files) {
    if (!file.base.has_value() || file.base == file.now) continue;
    invaded.push_back(
        {file.base_path, *file.base, path, file.now, file.patches});
  }
  for (const FileOnItsWay& file : replaced) {
    invaded.push_back({file.base_path, *file.base, file.base_path,
                       absl::nullopt, file.patches});
  }
  std::sort(invaded.begin(), invaded.end(),
            [](const InvadedFile& a, const InvadedFile& b) {
              return a.path < b.path;
            });
  return invaded;
}

absl::StatusOr<OriginTracker> TrackOrigins(absl::Span<const PatchStep> steps) {
  OriginTracker tracker;
  for (size_t p = 0; p < steps.size(); ++p) {
    for (size_t f = 0; f < steps[p].files.size(); ++f) {
      absl::Status status = tracker.Advance(
          steps[p].files[f], {static_cast<int>(p), static_cast<int>(f), 0});
      if (!status.ok()) return status;
    }
  }
  return tracker;
}

absl::Status CarriedFile::Read() {
  if (base_ != nullptr) return absl::OkStatus();
  auto patched = file_.patched->blob.Read();
  if (!patched.ok()) return patched.status();
  auto base = file_.base.blob.Read();
  if (!base.ok()) return base.status();
  patched_ = *std::move(patched);
  base_ = *std::move(base);
  return absl::OkStatus();
}

absl::StatusOr<int> CarriedFile::Places() {
  if (!file_.patched.has_value() || !IsPlainFile(file_.base.mode) ||
      !IsPlainFile(file_.patched->mode)) {
    return 1;
  }
  absl::Status status = Read();
  if (!status.ok()) return status;
  if (IsBinary(*base_) || IsBinary(*patched_)) return 1;
  return static_cast<int>(Diff(Lines(*base_), Lines(*patched_)).size());
}

absl::StatusOr<CarriedFile::CarriedText> CarriedFile::CarryTo(
    absl::string_view version) {
  CarriedText carried;
  absl::Status status = Read();
  if (!status.ok()) return status;
  if (!FitsTextMerge(*base_) || !FitsTextMerge(*patched_) ||
      !FitsTextMerge(version)) {
    carried.binary = true;
    return carried;
  }
  const FileMerge merge = Merge(*base_, version, *patched_);
  int line = 0;
  for (const MergeRegion& region : merge.met) {
    const bool ours = region.kind == MergeRegion::kOurs;
    const LineRange from = ours ? region.ours : region.theirs;
    const absl::string_view text =
        ours ? merge.ours.Range(from) : merge.theirs.Range(from);
    carried.text.append(text.data(), text.size());
    // A version may lack the line feed at its end where ours goes on.
    if (!ours) carried.pieces.push_back({{line, line + from.size()}, from});
    line += from.size();
  }
  return carried;
}

// Where several patches have changed the file each region belongs to the first
// that had to do with its lines: those behind it are blocked.
int CarriedFile::CountPatches(const FileMerge& merge,
                              const CarriedText& carried) const {
  if (origins_ == nullptr || file_.patches < 2) return 1;
  constexpr int kNobody = -1;
  std::set<int> patches;
  for (const MergeRegion& region : merge.met) {
    if (region.kind != MergeRegion::kConflict) continue;
    int first = kNobody;
    for (const Piece& piece : carried.pieces) {
      const int begin = std::max(piece.carried.begin, region.theirs.begin);
      const int end = std::min(piece.carried.end, region.theirs.end);
      if (begin > end) continue;
      const int shift = piece.patched.begin - piece.carried.begin;
      for (const HunkKey& key :
           origins_->Touching(file_.new_path, {begin + shift, end + shift})) {
        if (first == kNobody || key.patch < first) first = key.patch;
      }
    }
    patches.insert(first);
  }
  return std::max<int>(1, static_cast<int>(patches.size()));
}

absl::StatusOr<FileStepCount> CarriedFile::Count(
    const FileState& older, const absl::optional<FileState>& newer) {
  FileStepCount count;
  count.there = true;
  count.changed = !newer.has_value() || newer->blob != older.blob;
  if (!count.changed) return count;
  count.regions = count.conflicts = 1;
  // One side deletes it, or there are no lines to merge.
  if (!newer.has_value() || !file_.patched.has_value() ||
      !IsPlainFile(older.mode) || !IsPlainFile(newer->mode) ||
      !IsPlainFile(file_.base.mode) || !IsPlainFile(file_.patched->mode)) {
    return count;
  }
  const auto old_text = older.blob.Read();
  if (!old_text.ok()) return old_text.status();
  const auto carried = CarryTo(**old_text);
  if (!carried.ok()) return carried.status();
  if (carried->binary) return count;
  const auto new_text = newer->blob.Read();
  if (!new_text.ok()) return new_text.status();
  if (!FitsTextMerge(**new_text)) return count;
  const FileMerge merge = Merge(**old_text, **new_text, carried->text);
  count.regions = merge.conflicts();
  count.conflicts = count.regions == 0 ? 0 : CountPatches(merge, *carried);
  return count;
}

absl::StatusOr<bool> CarriedFile::HasLanded(const FileState& version) {
  if (!file_.patched.has_value()) return false;
  if (version == *file_.patched) return true;
  if (!IsPlainFile(version.mode) || !IsPlainFile(file_.base.mode) ||
      !IsPlainFile(file_.patched->mode)) {
    return false;
  }
  const auto text = version.blob.Read();
  if (!text.ok()) return text.status();
  const auto carried = CarryTo(**text);
  if (!carried.ok()) return carried.status();
  return !carried->binary && carried->text == **text;
}

absl::StatusOr<FileStepCount> CountDrift(
    const FileState& older, const absl::optional<FileState>& newer) {
  FileStepCount count;
  count.there = true;
  count.changed = !newer.has_value() || newer->blob != older.blob;
  count.conflicts = count.changed ? 1 : 0;
  if (!count.changed || !newer.has_value() || !IsPlainFile(older.mode) ||
      !IsPlainFile(newer->mode)) {
    return count;
  }
  const auto old_text = older.blob.Read();
  if (!old_text.ok()) return old_text.status();
  const auto new_text = newer->blob.Read();
  if (!new_text.ok()) return new_text.status();
  if (IsBinary(**old_text) || IsBinary(**new_text)) return count;
  DiffOptions options;
  options.algorithm = DiffAlgorithm::kMyers;
  count.regions = static_cast<int>(
      Diff(Lines(**old_text), Lines(**new_text), options).size());
  return count;
}

}  // namespace patchgraph
