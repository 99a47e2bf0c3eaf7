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

}  // namespace

bool ComesFrom(const MergeRegion& refined, const MergeRegion& met) {
  return Overlap(refined.ours, met.ours) && Overlap(refined.theirs, met.theirs);
}

namespace {

// A conflict of the two diffs may dissolve when it is refined, since both sides
// come to the same text by different edits.
bool StaysConflict(const MergeRegion& met, const FileMerge& merge) {
  return std::any_of(merge.refined.begin(), merge.refined.end(),
                     [&met](const MergeRegion& region) {
                       return region.kind == MergeRegion::kConflict &&
                              ComesFrom(region, met);
                     });
}

bool IsSettled(const MergeRegion& met, const FileMerge& merge,
               const std::set<int>& settled) {
  return settled.count(static_cast<int>(&met - merge.met.data())) > 0;
}

// What became of the hunk's edits, and of the text around them.
struct Meeting {
  bool conflict = false;
  bool resolved = false;
  bool taken = false;
  bool there = false;
  bool context_changed = false;
};

Meeting Meet(const HunkStep& hunk, const FileMerge& merge,
             const std::set<int>& settled) {
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
        (!StaysConflict(region, merge)       ? meeting.there
         : IsSettled(region, merge, settled) ? meeting.resolved
                                             : meeting.conflict) = true;
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
  if (!meeting.conflict && !meeting.resolved && !meeting.taken &&
      !meeting.there) {
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
  if (meeting.resolved) return Verdict::kResolved;
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
                                 const FileMerge& merge,
                                 const std::set<int>& settled) {
  std::vector<MovedHunk> moved;
  for (const HunkStep& hunk : hunks) {
    MovedHunk there;
    there.verdict = hunk.verdict;
    if (AppliedToBase(hunk)) {
      const Meeting meeting = Meet(hunk, merge, settled);
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

ConflictRegion RegionOf(absl::Span<const HunkStep> hunks,
                        const FileMerge& merge, const MergeRegion& region) {
  ConflictRegion found;
  found.base = ExcerptOf(merge.base, region.met);
  found.ours = ExcerptOf(merge.ours, region.ours);
  found.theirs = ExcerptOf(merge.theirs, region.theirs);
  for (size_t i = 0; i < hunks.size(); ++i) {
    const bool meets = std::any_of(
        hunks[i].edits.begin(), hunks[i].edits.end(), [&](const Edit& edit) {
          return Overlap(edit.before(), region.met) &&
                 Overlap(edit.after(), region.theirs);
        });
    if (meets) found.hunks.push_back(static_cast<int>(i));
  }
  return found;
}

std::vector<ConflictRegion> RegionsOf(absl::Span<const HunkStep> hunks,
                                      const FileMerge& merge,
                                      const std::set<int>& settled) {
  std::vector<ConflictRegion> regions;
  for (const MergeRegion& refined : merge.refined) {
    if (refined.kind != MergeRegion::kConflict) continue;
    const bool done = std::any_of(settled.begin(), settled.end(), [&](int met) {
      return ComesFrom(refined, merge.met[met]);
    });
    if (!done) regions.push_back(RegionOf(hunks, merge, refined));
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
