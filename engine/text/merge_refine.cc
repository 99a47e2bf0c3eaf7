#include "engine/text/merge_refine.h"

#include <utility>

namespace patchgraph {
namespace {

// Conflicts with so few lines between them are easier to read as one.
constexpr int kMaxJoinedLines = 3;

// Splits one conflict into the parts that differ and those that agree, which
// cover it. The first part that differs, or else the only part there is, takes
// the base lines.
void Split(const MergeRegion& conflict, absl::Span<const int> ours,
           absl::Span<const int> theirs, LineDiffer* differ,
           std::vector<MergeRegion>* parts) {
  if (conflict.ours.empty() || conflict.theirs.empty()) {
    parts->push_back(conflict);
    return;
  }
  const std::vector<Edit> edits = differ->Diff(
      ours.subspan(conflict.ours.begin, conflict.ours.size()),
      theirs.subspan(conflict.theirs.begin, conflict.theirs.size()));
  if (edits.empty()) {
    parts->push_back(conflict);
    parts->back().kind = MergeRegion::kBoth;
    return;
  }

  int our_line = conflict.ours.begin;
  int their_line = conflict.theirs.begin;
  LineRange base = {conflict.base.begin, conflict.base.begin};
  const auto add = [&](MergeRegion::Kind kind, int our_end, int their_end) {
    if (our_line == our_end && their_line == their_end) return;
    parts->push_back({kind,
                      base,
                      {our_line, our_end},
                      {their_line, their_end},
                      conflict.met});
    our_line = our_end;
    their_line = their_end;
  };
  for (const Edit& edit : edits) {
    add(MergeRegion::kBoth, conflict.ours.begin + edit.before_begin,
        conflict.theirs.begin + edit.after_begin);
    base.end = conflict.base.end;
    add(MergeRegion::kConflict, conflict.ours.begin + edit.before_end,
        conflict.theirs.begin + edit.after_end);
    base.begin = base.end;
  }
  add(MergeRegion::kBoth, conflict.ours.end, conflict.theirs.end);
}

// Collects regions, joining each conflict with the last one if it is near.
class Joiner {
 public:
  // What keeps_apart is never within a conflict.
  void Add(const MergeRegion& region, bool keeps_apart) {
    if (keeps_apart) last_conflict_ = kNone;
    if (region.kind == MergeRegion::kConflict) {
      if (last_conflict_ != kNone &&
          region.ours.begin - regions_[last_conflict_].ours.end <=
              kMaxJoinedLines) {
        Join(region);
        return;
      }
      last_conflict_ = static_cast<int>(regions_.size());
    }
    regions_.push_back(region);
  }

  std::vector<MergeRegion> Take() { return std::move(regions_); }

 private:
  static constexpr int kNone = -1;

  void Join(const MergeRegion& region) {
    regions_.resize(last_conflict_ + 1);
    MergeRegion& conflict = regions_.back();
    conflict.base.end = region.base.end;
    conflict.ours.end = region.ours.end;
    conflict.theirs.end = region.theirs.end;
    conflict.met.end = region.met.end;
  }

  std::vector<MergeRegion> regions_;
  int last_conflict_ = kNone;
};

}  // namespace

std::vector<MergeRegion> RefineConflicts(const std::vector<MergeRegion>& met,
                                         absl::Span<const int> ours,
                                         absl::Span<const int> theirs,
                                         LineDiffer* differ) {
  Joiner joiner;
  std::vector<MergeRegion> parts;
  for (const MergeRegion& region : met) {
    if (region.kind != MergeRegion::kConflict) {
      // Lines that both sides changed alike from the start, unlike a change of
      // one side, are to xdiff as if they were unchanged.
      joiner.Add(region, region.kind == MergeRegion::kOurs ||
                             region.kind == MergeRegion::kTheirs);
      continue;
    }
    parts.clear();
    Split(region, ours, theirs, differ, &parts);
    // A conflict that turns out to be none still keeps its neighbours apart.
    const bool vanished =
        parts.size() == 1 && parts.front().kind == MergeRegion::kBoth;
    for (const MergeRegion& part : parts) joiner.Add(part, vanished);
  }
  return joiner.Take();
}

}  // namespace patchgraph
