#include "engine/check/moved_hunks.h"

#include <algorithm>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/apply/place_hunk.h"

namespace patchgraph {
namespace {

bool Overlap(LineRange a, LineRange b) {
  if (a.empty() || b.empty()) return a.begin <= b.end && b.begin <= a.end;
  return a.begin < b.end && b.begin < a.end;
}

// A conflict of the two diffs may dissolve when it is refined, since both sides
// come to the same text by different edits.
bool StaysConflict(const MergeRegion& met, const FileMerge& merge) {
  return std::any_of(merge.refined.begin(), merge.refined.end(),
                     [&met](const MergeRegion& region) {
                       return region.kind == MergeRegion::kConflict &&
                              Overlap(region.ours, met.ours) &&
                              Overlap(region.theirs, met.theirs);
                     });
}

// What became of the hunk's edits, and of the text around them.
struct Meeting {
  bool conflict = false;
  bool taken = false;
  bool there = false;
  bool context_changed = false;
};

Meeting Meet(const HunkStep& hunk, const FileMerge& merge) {
  Meeting meeting;
  const auto note = [&](const MergeRegion& region) {
    switch (region.kind) {
      case MergeRegion::kTheirs:
        meeting.taken = true;
        break;
      case MergeRegion::kBoth:
        meeting.there = true;
        break;
      case MergeRegion::kConflict:
        (StaysConflict(region, merge) ? meeting.conflict : meeting.there) =
            true;
        break;
      case MergeRegion::kOurs:
      case MergeRegion::kUnchanged:
        break;
    }
  };
  for (const Edit& edit : hunk.edits) {
    for (const MergeRegion& region : RegionsMeeting(merge.met, edit.before())) {
      note(region);
    }
  }
  const LineRange whole = {hunk.before_begin, hunk.before_end};
  if (!meeting.conflict && !meeting.taken && !meeting.there) {
    // The patch and the diff may disagree on which of several equal lines was
    // added; the change is still within the hunk.
    for (const MergeRegion& region : RegionsMeeting(merge.met, whole)) {
      note(region);
    }
  }
  for (const MergeRegion& region : RegionsMeeting(merge.met, whole)) {
    if (region.kind != MergeRegion::kOurs) continue;
    const bool inside = region.base.empty() ? whole.begin < region.base.begin &&
                                                  region.base.begin < whole.end
                                            : Overlap(region.base, whole);
    if (inside) meeting.context_changed = true;
  }
  return meeting;
}

// The line of ours that stands where `line` of the base does.
int LineInOurs(int line, const FileMerge& merge) {
  for (const MergeRegion& region : merge.met) {
    if (line >= region.base.end) continue;
    const int into = line - region.base.begin;
    return region.ours.begin + std::min(into, region.ours.size());
  }
  return merge.ours.size() - (merge.base.size() - line);
}

Verdict VerdictOf(const Meeting& meeting, int offset) {
  if (meeting.conflict) return Verdict::kConflict;
  if (meeting.there && !meeting.taken) return Verdict::kUpstream;
  if (!meeting.taken) return Verdict::kEmpty;
  if (meeting.there || meeting.context_changed) return Verdict::kMerged;
  return offset == 0 ? Verdict::kClean : Verdict::kOffset;
}

bool AppliedToBase(const HunkStep& hunk) { return !hunk.edits.empty(); }

}  // namespace

Verdict VerdictOf(absl::Span<const MovedHunk> hunks) {
  std::vector<Verdict> verdicts;
  verdicts.reserve(hunks.size());
  for (const MovedHunk& hunk : hunks) verdicts.push_back(hunk.verdict);
  return Combine(verdicts);
}

Excerpt ExcerptOf(const Lines& text, LineRange range) {
  return {range.empty() ? range.begin : range.begin + 1,
          std::string(text.Range(range))};
}

std::vector<MovedHunk> MoveHunks(absl::Span<const HunkStep> hunks,
                                 const FileMerge& merge) {
  std::vector<MovedHunk> moved;
  for (const HunkStep& hunk : hunks) {
    MovedHunk there;
    there.verdict = hunk.verdict;
    if (AppliedToBase(hunk)) {
      const Meeting meeting = Meet(hunk, merge);
      const int line = LineInOurs(hunk.before_begin, merge);
      const int offset = line - hunk.before_begin;
      there.verdict = VerdictOf(meeting, offset);
      if (there.verdict != Verdict::kConflict) {
        there.line = line + 1;
        there.offset = offset;
      }
    }
    moved.push_back(std::move(there));
  }
  return moved;
}

std::vector<MovedHunk> UnmovedHunks(absl::Span<const HunkStep> hunks,
                                    bool there) {
  std::vector<MovedHunk> moved;
  for (const HunkStep& hunk : hunks) {
    MovedHunk same;
    same.verdict = hunk.verdict;
    if (AppliedToBase(hunk)) {
      same.verdict = there ? Verdict::kUpstream : Verdict::kClean;
      same.line = (there ? hunk.after_begin : hunk.before_begin) + 1;
      same.candidates = there ? std::vector<int>() : hunk.candidates;
    }
    moved.push_back(std::move(same));
  }
  return moved;
}

std::vector<ConflictRegion> RegionsOf(absl::Span<const HunkStep> hunks,
                                      const FileMerge& merge) {
  std::vector<ConflictRegion> regions;
  for (const MergeRegion& refined : merge.refined) {
    if (refined.kind != MergeRegion::kConflict) continue;
    ConflictRegion region;
    region.base = ExcerptOf(merge.base, refined.met);
    region.ours = ExcerptOf(merge.ours, refined.ours);
    region.theirs = ExcerptOf(merge.theirs, refined.theirs);
    for (size_t i = 0; i < hunks.size(); ++i) {
      const bool meets = std::any_of(
          hunks[i].edits.begin(), hunks[i].edits.end(), [&](const Edit& edit) {
            return Overlap(edit.before(), refined.met) &&
                   Overlap(edit.after(), refined.theirs);
          });
      if (meets) region.hunks.push_back(static_cast<int>(i));
    }
    regions.push_back(std::move(region));
  }
  return regions;
}

void FindCandidates(absl::Span<const HunkStep> hunks, const FileMerge& merge,
                    std::vector<MovedHunk>* moved) {
  for (size_t i = 0; i < hunks.size(); ++i) {
    if (!AppliedToBase(hunks[i])) continue;
    std::vector<absl::string_view> wanted;
    for (int line = hunks[i].before_begin; line < hunks[i].before_end; ++line) {
      wanted.push_back(merge.base[line]);
    }
    if (wanted.empty()) continue;
    std::vector<int> candidates;
    for (int at = 0; at + static_cast<int>(wanted.size()) <= merge.ours.size();
         ++at) {
      if (StandsAt(merge.ours, wanted, at)) candidates.push_back(at + 1);
    }
    if (candidates.size() > 1) (*moved)[i].candidates = std::move(candidates);
  }
}

}  // namespace patchgraph
