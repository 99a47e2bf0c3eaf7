#include "engine/resolve/textual/edit_merge.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

absl::Span<const int> Ids(const InternedLines& text, LineRange range) {
  return absl::MakeConstSpan(text.ids).subspan(range.begin, range.size());
}

// Whether two edits of one text cannot both be made as they are.
bool Collide(LineRange a, LineRange b) {
  if (a.empty() && b.empty()) return a.begin == b.begin;
  if (a.empty()) return b.begin < a.begin && a.begin < b.end;
  if (b.empty()) return a.begin < b.begin && b.begin < a.end;
  return a.begin < b.end && b.begin < a.end;
}

// In the order in which their results stand in the merged text: what is added
// before an element, stands before what takes its place.
bool Precedes(const Edit& a, const Edit& b) {
  return a.before_begin != b.before_begin ? a.before_begin < b.before_begin
                                          : a.before_end < b.before_end;
}

// Walks both lists of edits and gathers what collides.
class EditMerge {
 public:
  EditMerge(const ThreeTexts& texts, absl::Span<const Edit> ours,
            absl::Span<const Edit> theirs)
      : texts_(texts), our_edits_(ours), their_edits_(theirs) {}

  std::vector<MergeRegion> Run() {
    while (our_next_ < our_edits_.size() || their_next_ < their_edits_.size()) {
      AddNext();
    }
    const int base_size = static_cast<int>(texts_.base.ids.size());
    AddUnchanged(base_size);
    return std::move(regions_);
  }

 private:
  // The edits that collide with each other from the next one on, as one change.
  void AddNext() {
    const std::size_t our_first = our_next_;
    const std::size_t their_first = their_next_;
    const bool ours_leads =
        their_next_ == their_edits_.size() ||
        (our_next_ < our_edits_.size() &&
         Precedes(our_edits_[our_next_], their_edits_[their_next_]));
    LineRange base = ours_leads ? our_edits_[our_next_++].before()
                                : their_edits_[their_next_++].before();
    bool grew = true;
    while (grew) {
      grew = Gather(our_edits_, &our_next_, &base);
      grew = Gather(their_edits_, &their_next_, &base) || grew;
    }
    AddUnchanged(base.begin);
    const int our_growth = Growth(our_edits_, our_first, our_next_);
    const int their_growth = Growth(their_edits_, their_first, their_next_);
    MergeRegion region;
    region.base = region.met = base;
    region.ours = {our_end_, our_end_ + base.size() + our_growth};
    region.theirs = {their_end_, their_end_ + base.size() + their_growth};
    if (their_next_ == their_first) {
      region.kind = MergeRegion::kOurs;
    } else if (our_next_ == our_first) {
      region.kind = MergeRegion::kTheirs;
    } else if (Ids(texts_.ours, region.ours) ==
               Ids(texts_.theirs, region.theirs)) {
      region.kind = MergeRegion::kBoth;
    } else {
      region.kind = MergeRegion::kConflict;
    }
    Add(region);
  }

  static bool Gather(absl::Span<const Edit> edits, std::size_t* next,
                     LineRange* base) {
    bool grew = false;
    while (*next < edits.size() && Collide(edits[*next].before(), *base)) {
      base->begin = std::min(base->begin, edits[*next].before_begin);
      base->end = std::max(base->end, edits[*next].before_end);
      ++*next;
      grew = true;
    }
    return grew;
  }

  static int Growth(absl::Span<const Edit> edits, std::size_t begin,
                    std::size_t end) {
    int growth = 0;
    for (std::size_t i = begin; i < end; ++i) {
      growth += edits[i].after().size() - edits[i].before().size();
    }
    return growth;
  }

  void AddUnchanged(int base_end) {
    const int size = base_end - base_end_;
    if (size <= 0) return;
    MergeRegion region;
    region.base = region.met = {base_end_, base_end};
    region.ours = {our_end_, our_end_ + size};
    region.theirs = {their_end_, their_end_ + size};
    Add(region);
  }

  void Add(const MergeRegion& region) {
    regions_.push_back(region);
    base_end_ = region.base.end;
    our_end_ = region.ours.end;
    their_end_ = region.theirs.end;
  }

  const ThreeTexts& texts_;
  absl::Span<const Edit> our_edits_;
  absl::Span<const Edit> their_edits_;
  std::size_t our_next_ = 0;
  std::size_t their_next_ = 0;
  // Up to where the regions reach.
  int base_end_ = 0;
  int our_end_ = 0;
  int their_end_ = 0;
  std::vector<MergeRegion> regions_;
};

// What the edits of one side take away and add within a range of the base.
struct Change {
  std::vector<bool> taken;  // by element of the range
  std::vector<int> added;
};

Change ChangeIn(LineRange base, absl::Span<const Edit> edits,
                const InternedLines& side) {
  Change change;
  change.taken.resize(base.size());
  auto first = std::lower_bound(
      edits.begin(), edits.end(), base.begin,
      [](const Edit& edit, int line) { return edit.before_begin < line; });
  for (; first != edits.end() && first->before_end <= base.end; ++first) {
    const Edit& edit = *first;
    for (int i = edit.before_begin; i < edit.before_end; ++i) {
      change.taken[i - base.begin] = true;
    }
    const auto added = Ids(side, edit.after());
    change.added.insert(change.added.end(), added.begin(), added.end());
  }
  return change;
}

bool Contains(const Change& more, const Change& less) {
  for (std::size_t i = 0; i < less.taken.size(); ++i) {
    if (less.taken[i] && !more.taken[i]) return false;
  }
  auto next = less.added.begin();
  for (const int id : more.added) {
    if (next != less.added.end() && *next == id) ++next;
  }
  return next == less.added.end();
}

}  // namespace

ThreeTexts CutIntoLines(absl::string_view base, absl::string_view ours,
                        absl::string_view theirs) {
  LineTable table;
  ThreeTexts texts;
  texts.base = table.Intern(base);
  texts.ours = table.Intern(ours);
  texts.theirs = table.Intern(theirs);
  return texts;
}

std::vector<MergeRegion> MergeEdits(const ThreeTexts& texts,
                                    absl::Span<const Edit> base_to_ours,
                                    absl::Span<const Edit> base_to_theirs) {
  return EditMerge(texts, base_to_ours, base_to_theirs).Run();
}

void SettleContained(const ThreeTexts& texts,
                     absl::Span<const Edit> base_to_ours,
                     absl::Span<const Edit> base_to_theirs,
                     std::vector<MergeRegion>* regions) {
  for (MergeRegion& region : *regions) {
    if (region.kind != MergeRegion::kConflict) continue;
    const Change ours = ChangeIn(region.base, base_to_ours, texts.ours);
    const Change theirs = ChangeIn(region.base, base_to_theirs, texts.theirs);
    if (Contains(ours, theirs)) {
      region.kind = MergeRegion::kOurs;
    } else if (Contains(theirs, ours)) {
      region.kind = MergeRegion::kTheirs;
    }
  }
}

MergeShape ShapeOf(absl::Span<const MergeRegion> regions) {
  MergeShape shape;
  for (const MergeRegion& region : regions) {
    if (region.kind == MergeRegion::kOurs) ++shape.ours;
    if (region.kind == MergeRegion::kTheirs) ++shape.theirs;
    if (region.kind == MergeRegion::kBoth) ++shape.both;
    if (region.kind == MergeRegion::kConflict) ++shape.conflicts;
  }
  return shape;
}

std::string MergedText(const ThreeTexts& texts,
                       absl::Span<const MergeRegion> regions) {
  std::string merged;
  for (const MergeRegion& region : regions) {
    absl::StrAppend(&merged, region.kind == MergeRegion::kTheirs
                                 ? texts.theirs.lines.Range(region.theirs)
                                 : texts.ours.lines.Range(region.ours));
  }
  return merged;
}

}  // namespace patchgraph
