#include "engine/text/merge_meet.h"

#include <algorithm>
#include <cstddef>

namespace patchgraph {
namespace {

// One side's edits, those behind us and those to come.
class SideEdits {
 public:
  SideEdits(absl::Span<const Edit> edits, int growth)
      : edits_(edits), growth_(growth) {}

  bool done() const { return next_ == edits_.size(); }
  const Edit& next() const { return edits_[next_]; }
  void Advance() { ++next_; }

  // Where lines of the base that this side has not changed, between the last
  // edit and the next one, are on this side.
  LineRange Map(LineRange base) const {
    const int shift =
        done() ? growth_ : next().after_begin - next().before_begin;
    return {base.begin + shift, base.end + shift};
  }

  // The lines that a range of the base around the next edit became.
  LineRange MapAround(LineRange base) const {
    return {next().after_begin - (next().before_begin - base.begin),
            next().after_end + (base.end - next().before_end)};
  }

 private:
  absl::Span<const Edit> edits_;
  std::size_t next_ = 0;
  int growth_;  // by how much this side is longer than the base
};

class Meeting {
 public:
  explicit Meeting(const MeetInput& input)
      : input_(input),
        ours_(input.base_to_ours, Growth(input.ours)),
        theirs_(input.base_to_theirs, Growth(input.theirs)) {}

  std::vector<MergeRegion> Run() {
    while (!ours_.done() || !theirs_.done()) {
      if (theirs_.done() || (!ours_.done() && IsAhead(ours_, theirs_))) {
        const LineRange base = ours_.next().before();
        Add(MergeRegion::kOurs, base, ours_.next().after(), theirs_.Map(base));
        ours_.Advance();
      } else if (ours_.done() || IsAhead(theirs_, ours_)) {
        const LineRange base = theirs_.next().before();
        Add(MergeRegion::kTheirs, base, ours_.Map(base),
            theirs_.next().after());
        theirs_.Advance();
      } else {
        AddMeeting();
      }
    }
    return CoverGaps();
  }

 private:
  int Growth(absl::Span<const int> side) const {
    return static_cast<int>(side.size()) - static_cast<int>(input_.base.size());
  }

  // Whether the next edit of `a` ends before that of `b` without touching it.
  static bool IsAhead(const SideEdits& a, const SideEdits& b) {
    return a.next().before_end < b.next().before_begin;
  }

  bool NextAreSame() const {
    const Edit& ours = ours_.next();
    const Edit& theirs = theirs_.next();
    return ours.before() == theirs.before() &&
           input_.ours.subspan(ours.after_begin, ours.after().size()) ==
               input_.theirs.subspan(theirs.after_begin, theirs.after().size());
  }

  void AddMeeting() {
    const LineRange ours = ours_.next().before();
    const LineRange theirs = theirs_.next().before();
    const LineRange base = {std::min(ours.begin, theirs.begin),
                            std::max(ours.end, theirs.end)};
    Add(NextAreSame() ? MergeRegion::kBoth : MergeRegion::kConflict, base,
        ours_.MapAround(base), theirs_.MapAround(base));
    // The one that reaches further may meet another.
    if (ours.end >= theirs.end) theirs_.Advance();
    if (theirs.end >= ours.end) ours_.Advance();
  }

  // A change that touches the last one on either side becomes one with it.
  void Add(MergeRegion::Kind kind, LineRange base, LineRange ours,
           LineRange theirs) {
    if (!changes_.empty()) {
      MergeRegion& last = changes_.back();
      if (ours.begin <= last.ours.end || theirs.begin <= last.theirs.end) {
        if (kind != last.kind) last.kind = MergeRegion::kConflict;
        last.base.end = base.end;
        last.ours.end = ours.end;
        last.theirs.end = theirs.end;
        last.met = last.base;
        return;
      }
    }
    changes_.push_back({kind, base, ours, theirs, base});
  }

  // What is between the changes is unchanged.
  std::vector<MergeRegion> CoverGaps() const {
    std::vector<MergeRegion> regions;
    int base = 0;
    int ours = 0;
    int theirs = 0;
    const auto cover = [&](int base_end, int our_end, int their_end) {
      if (base == base_end) return;
      const LineRange gap = {base, base_end};
      regions.push_back({MergeRegion::kUnchanged,
                         gap,
                         {ours, our_end},
                         {theirs, their_end},
                         gap});
    };
    for (const MergeRegion& change : changes_) {
      cover(change.base.begin, change.ours.begin, change.theirs.begin);
      regions.push_back(change);
      base = change.base.end;
      ours = change.ours.end;
      theirs = change.theirs.end;
    }
    cover(static_cast<int>(input_.base.size()),
          static_cast<int>(input_.ours.size()),
          static_cast<int>(input_.theirs.size()));
    return regions;
  }

  const MeetInput& input_;
  SideEdits ours_;
  SideEdits theirs_;
  std::vector<MergeRegion> changes_;
};

}  // namespace

std::vector<MergeRegion> MeetEdits(const MeetInput& input) {
  return Meeting(input).Run();
}

}  // namespace patchgraph
