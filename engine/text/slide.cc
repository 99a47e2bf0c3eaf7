#include "engine/text/slide.h"

namespace patchgraph {
namespace {

// A walk over the groups of one side: before the first unchanged line, between
// each two, and behind the last one there is a group, most of them empty. The
// n-th groups of two sides belong together.
class Group {
 public:
  explicit Group(const ChangedLines& side) : side_(side) { GrowDown(); }

  int begin() const { return begin_; }
  int end() const { return end_; }
  int size() const { return end_ - begin_; }
  bool empty() const { return begin_ == end_; }

  // False at the last group.
  bool Next() {
    if (end_ == side_.size()) return false;
    begin_ = ++end_;
    GrowDown();
    return true;
  }

  // False at the first group.
  bool Previous() {
    if (begin_ == 0) return false;
    end_ = --begin_;
    GrowUp();
    return true;
  }

  // Moves the group a line down and joins it with the group it meets there.
  // False if the lines do not allow it.
  bool SlideDown() {
    if (end_ == side_.size() || side_.ids[begin_] != side_.ids[end_]) {
      return false;
    }
    side_.changed[begin_++] = 0;
    side_.changed[end_++] = 1;
    GrowDown();
    return true;
  }

  bool SlideUp() {
    if (begin_ == 0 || side_.ids[begin_ - 1] != side_.ids[end_ - 1]) {
      return false;
    }
    side_.changed[--begin_] = 1;
    side_.changed[--end_] = 0;
    GrowUp();
    return true;
  }

 private:
  void GrowDown() {
    while (end_ < side_.size() && side_.changed[end_] != 0) ++end_;
  }
  void GrowUp() {
    while (begin_ > 0 && side_.changed[begin_ - 1] != 0) --begin_;
  }

  ChangedLines side_;
  int begin_ = 0;
  int end_ = 0;
};

// Leaves `group` where it is to stay. `counterpart` keeps pace with it.
void Place(Group* group, Group* counterpart) {
  int size;
  int highest_end;
  bool meets_change;
  do {
    size = group->size();
    while (group->SlideUp()) counterpart->Previous();
    highest_end = group->end();
    meets_change = !counterpart->empty();
    while (group->SlideDown()) {
      counterpart->Next();
      meets_change = meets_change || !counterpart->empty();
    }
    // It grew if it met others, and may then have further to go.
  } while (size != group->size());

  if (group->end() == highest_end || !meets_change) return;
  while (counterpart->empty() && group->SlideUp()) counterpart->Previous();
}

}  // namespace

void SlideChanges(const ChangedLines& own, const ChangedLines& other,
                  Myers* rediff) {
  Group group(own);
  Group counterpart(other);
  do {
    if (group.empty()) continue;
    const int begin = group.begin();
    const int end = group.end();
    Place(&group, &counterpart);
    const bool moved = group.begin() != begin || group.end() != end;
    if (rediff != nullptr && moved && !counterpart.empty()) {
      rediff->Mark(own.Slice(group.begin(), group.end()),
                   other.Slice(counterpart.begin(), counterpart.end()));
    }
  } while (group.Next() && counterpart.Next());
}

}  // namespace patchgraph
