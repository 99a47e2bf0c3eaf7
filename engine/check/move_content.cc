#include "engine/check/move_content.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/apply/apply_hunks.h"
#include "engine/apply/compare_files.h"
#include "engine/apply/make_hunk.h"
#include "engine/check/landed.h"
#include "engine/check/moved_hunks.h"
#include "engine/check/settle_regions.h"
#include "engine/text/merge.h"
#include "engine/text/merge_text.h"

namespace patchgraph {
namespace {

Conflict WholeFileConflict(const FileStep& step, const FileState& ours,
                           ConflictKind kind, absl::string_view message) {
  Conflict conflict;
  conflict.kind = kind;
  conflict.message = std::string(message);
  conflict.base = step.before;
  conflict.ours = ours;
  conflict.theirs = step.after;
  return conflict;
}

MovedContent LeaveAsIs(const FileStep& step, const FileState& ours,
                       ConflictKind kind, absl::string_view message) {
  MovedContent moved;
  moved.result = ours;
  moved.verdict = Verdict::kConflict;
  moved.hunks.resize(step.hunks.size());
  for (MovedHunk& hunk : moved.hunks) hunk.verdict = Verdict::kConflict;
  moved.conflict = WholeFileConflict(step, ours, kind, message);
  return moved;
}

// Base lines of the conflicts that the hunk is in.
LineRange ConflictRange(const HunkStep& hunk, const FileMerge& merge) {
  LineRange range = {hunk.before_end, hunk.before_begin};
  for (const Edit& edit : hunk.edits) {
    range.begin = std::min(range.begin, edit.before_begin);
    range.end = std::max(range.end, edit.before_end);
    for (const MergeRegion& region : RegionsMeeting(merge.met, edit.before())) {
      if (region.kind != MergeRegion::kConflict) continue;
      range.begin = std::min(range.begin, region.base.begin);
      range.end = std::max(range.end, region.base.end);
    }
  }
  return range;
}

// Hunks whose conflict is only that something they need was left out.
void FindBlocked(const FileStep& step, const FileMerge& merge,
                 WaitsFor waits_for, MovedContent* moved) {
  for (size_t i = 0; i < moved->hunks.size(); ++i) {
    MovedHunk& hunk = moved->hunks[i];
    if (hunk.verdict != Verdict::kConflict || step.hunks[i].edits.empty()) {
      continue;
    }
    hunk.blocked_by = waits_for(ConflictRange(step.hunks[i], merge));
    if (hunk.blocked_by.has_value()) hunk.verdict = Verdict::kBlocked;
  }
}

// Gives hunks in conflict a second chance with less context. Only a single
// place will do: with less context there is more to mistake.
void TryFuzz(const FileStep& step, const FileMerge& merge, int max_fuzz,
             std::string* text, MovedContent* moved) {
  for (size_t i = 0; i < moved->hunks.size(); ++i) {
    MovedHunk& hunk = moved->hunks[i];
    if (hunk.verdict != Verdict::kConflict || step.hunks[i].edits.empty()) {
      continue;
    }
    const Hunk wanted = MakeHunk(step.hunks[i], merge.base, merge.theirs);
    AppliedHunks applied = ApplyHunks(*text, {wanted}, max_fuzz);
    const HunkStep& placed = applied.hunks.front();
    if (placed.edits.empty() || !placed.candidates.empty()) continue;
    *text = std::move(applied.text);
    hunk.verdict = Verdict::kFuzz;
    hunk.fuzz = placed.fuzz;
    hunk.line = placed.before_begin + 1;
    hunk.offset = placed.offset;
  }
}

// Conflicts that a hunk which waits for something has a part in.
std::set<int> RegionsOfBlocked(const FileStep& step, const FileMerge& merge,
                               const MovedContent& moved) {
  std::set<int> regions;
  for (size_t i = 0; i < moved.hunks.size(); ++i) {
    if (moved.hunks[i].verdict != Verdict::kBlocked) continue;
    for (const Edit& edit : step.hunks[i].edits) {
      for (const MergeRegion& met : RegionsMeeting(merge.met, edit.before())) {
        regions.insert(static_cast<int>(&met - merge.met.data()));
      }
    }
  }
  return regions;
}

// Lets resolvers settle what they may. Gives back which regions of merge.met
// are no conflict any more.
std::set<int> Resolve(const FileStep& step, const FileMerge& merge,
                      const MoveContentOptions& options, std::string* text,
                      MovedContent* moved) {
  RegionsToSettle what;
  what.resolve = options.resolve;
  what.path = options.path;
  what.histories = options.histories;
  what.barred = RegionsOfBlocked(step, merge, *moved);
  SettledRegions settled = SettleRegions(step.hunks, merge, what);
  for (SettledRegions::Entry& entry : settled.resolutions) {
    moved->resolutions.push_back(entry.resolution);
  }
  if (!settled.any()) return {};
  *text = TextOf(merge, settled);
  const std::vector<MovedHunk> hunks =
      MoveHunks(step.hunks, merge, settled.settled);
  for (size_t i = 0; i < moved->hunks.size(); ++i) {
    if (moved->hunks[i].verdict == Verdict::kConflict &&
        hunks[i].verdict == Verdict::kResolved) {
      moved->hunks[i] = hunks[i];
    }
  }
  return std::move(settled.settled);
}

bool IsStillConflict(const ConflictRegion& region,
                     absl::Span<const MovedHunk> hunks) {
  return region.hunks.empty() ||
         std::any_of(region.hunks.begin(), region.hunks.end(),
                     [&hunks](int index) {
                       return hunks[index].verdict == Verdict::kConflict;
                     });
}

absl::StatusOr<MovedContent> MergeText(const FileStep& step,
                                       const FileState& ours,
                                       const MoveContentOptions& options,
                                       WaitsFor waits_for) {
  const auto base_bytes = step.before->blob.Read();
  if (!base_bytes.ok()) return base_bytes.status();
  const auto ours_bytes = ours.blob.Read();
  if (!ours_bytes.ok()) return ours_bytes.status();
  const auto theirs_bytes = step.after->blob.Read();
  if (!theirs_bytes.ok()) return theirs_bytes.status();
  const FileMerge merge = Merge(**base_bytes, **ours_bytes, **theirs_bytes);
  MovedContent moved;
  moved.result = ours;
  moved.hunks = MoveHunks(step.hunks, merge);
  const auto landed = FindLanded(step.hunks, moved.hunks, merge);
  if (!landed.empty()) {
    auto rest =
        MergeText(WithoutLanded(step, landed, merge), ours, options, waits_for);
    if (!rest.ok()) return rest.status();
    for (const LandedHunk& hunk : landed) {
      rest->hunks[hunk.hunk].line = hunk.line;
    }
    return rest;
  }
  std::string text = Take(merge, Side::kOurs);
  if (!merge.clean()) {
    FindBlocked(step, merge, waits_for, &moved);
    std::set<int> settled;
    if (options.resolve != AutoMode::kOff) {
      settled = Resolve(step, merge, options, &text, &moved);
    }
    if (options.max_fuzz > 0) {
      TryFuzz(step, merge, options.max_fuzz, &text, &moved);
    }
    Conflict conflict = WholeFileConflict(step, ours, ConflictKind::kContent,
                                          "both sides changed the same lines");
    conflict.detail = "contents";
    for (ConflictRegion& region : RegionsOf(step.hunks, merge, settled)) {
      if (IsStillConflict(region, moved.hunks)) {
        conflict.regions.push_back(std::move(region));
      }
    }
    if (!conflict.regions.empty()) moved.conflict = std::move(conflict);
  }
  if (options.find_candidates) FindCandidates(step.hunks, merge, &moved.hunks);
  moved.result.blob = Blob::FromBytes(std::move(text));
  moved.verdict = VerdictOf(moved.hunks);
  for (const RegionResolution& resolution : moved.resolutions) {
    // A region may be of no hunk.
    if (resolution.applied) {
      moved.verdict = std::max(moved.verdict, Verdict::kResolved);
    }
  }
  return moved;
}

absl::StatusOr<bool> AllText(const FileStep& step, const FileState& ours) {
  for (const FileState* file : {&*step.before, &ours, &*step.after}) {
    auto text = IsText(*file);
    if (!text.ok() || !*text) return text;
  }
  return true;
}

absl::StatusOr<MovedContent> MoveBlob(const FileStep& step,
                                      const FileState& ours,
                                      const MoveContentOptions& options,
                                      WaitsFor waits_for) {
  MovedContent moved;
  moved.result = ours;
  const bool there = ours.blob == step.after->blob;
  if (there || ours.blob == step.before->blob) {
    moved.result.blob = step.after->blob;
    // With no change of the content the mode has the word.
    const bool same = step.before->blob == step.after->blob;
    moved.hunks = UnmovedHunks(step.hunks, there && !same);
    moved.verdict = !step.hunks.empty() ? VerdictOf(moved.hunks)
                    : same              ? Verdict::kEmpty
                    : there             ? Verdict::kUpstream
                                        : Verdict::kClean;
    return moved;
  }
  const auto text = AllText(step, ours);
  if (!text.ok()) return text.status();
  if (*text) return MergeText(step, ours, options, waits_for);
  return LeaveAsIs(step, ours, ConflictKind::kBinary,
                   "both sides changed a file that has no lines to merge");
}

// The mode is merged apart from the content.
void MoveMode(const FileStep& step, const FileState& ours,
              MovedContent* moved) {
  const auto side =
      TrivialMerge(step.before->mode, ours.mode, step.after->mode);
  if (!side.has_value()) {
    moved->verdict = Verdict::kConflict;
    if (!moved->conflict.has_value()) {
      moved->conflict =
          WholeFileConflict(step, ours, ConflictKind::kMode,
                            "both sides changed the mode, differently");
    }
    return;
  }
  if (step.before->mode == step.after->mode) return;
  const bool there = ours.mode == step.after->mode;
  moved->result.mode = step.after->mode;
  if (moved->verdict <= Verdict::kUpstream) {
    moved->verdict = there ? Verdict::kUpstream : Verdict::kClean;
  }
}

}  // namespace

absl::StatusOr<MovedContent> MoveContent(const FileStep& step,
                                         const FileState& ours,
                                         const MoveContentOptions& options,
                                         WaitsFor waits_for) {
  const bool plain = IsPlainFile(step.before->mode) &&
                     IsPlainFile(step.after->mode) && IsPlainFile(ours.mode);
  if (!plain && ours != *step.before && ours != *step.after) {
    return LeaveAsIs(step, ours, ConflictKind::kSymlink,
                     "a symlink or submodule stands against another content");
  }
  auto moved = MoveBlob(step, ours, options, waits_for);
  if (!moved.ok()) return moved.status();
  if (!plain) {
    moved->result = *step.after;
    return moved;
  }
  MoveMode(step, ours, &*moved);
  return moved;
}

}  // namespace patchgraph
