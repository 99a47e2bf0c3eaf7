#include "engine/between/edit_sweep.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <tuple>
#include <utility>

namespace patchgraph {
namespace {

// Of two ranges that touch at least.
bool HaveLinesInCommon(LineRange x, LineRange y) {
  if (x.empty() && y.empty()) return false;
  if (x.empty()) return y.begin < x.begin && x.begin < y.end;
  if (y.empty()) return x.begin < y.begin && y.begin < x.end;
  return x.begin < y.end && y.begin < x.end;
}

void Widen(LineRange* range, LineRange by) {
  range->begin = std::min(range->begin, by.begin);
  range->end = std::max(range->end, by.end);
}

class Meetings {
 public:
  void Add(const SweptEdit& x, const SweptEdit& y) {
    const SweptEdit& a = x.stack < y.stack ? x : y;
    const SweptEdit& b = x.stack < y.stack ? y : x;
    const LineRange a_edit = {a.edit, a.edit + 1};
    const LineRange b_edit = {b.edit, b.edit + 1};
    const auto [last, is_new] =
        last_.emplace(std::make_pair(a.stack, b.stack), found_.size());
    // Edits of one stack are met in their order, so the two belong to the
    // pair's last meeting if either was the last to join it.
    const bool joins =
        !is_new && (found_[last->second].a_edits.end - 1 == a.edit ||
                    found_[last->second].b_edits.end - 1 == b.edit);
    if (!joins) {
      last->second = found_.size();
      found_.push_back(
          {a.stack, b.stack, a_edit, b_edit, a.lines, /*overlap=*/false});
    }
    EditMeeting& meeting = found_[last->second];
    Widen(&meeting.a_edits, a_edit);
    Widen(&meeting.b_edits, b_edit);
    Widen(&meeting.lines, a.lines);
    Widen(&meeting.lines, b.lines);
    meeting.overlap = meeting.overlap || HaveLinesInCommon(a.lines, b.lines);
  }

  std::vector<EditMeeting> Take() {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const EditMeeting& x, const EditMeeting& y) {
                       return std::make_tuple(x.lines.begin, x.a, x.b) <
                              std::make_tuple(y.lines.begin, y.a, y.b);
                     });
    return std::move(found_);
  }

 private:
  std::vector<EditMeeting> found_;
  std::map<std::pair<int, int>, size_t> last_;  // of each pair of stacks
};

}  // namespace

std::vector<EditMeeting> FindMeetings(std::vector<SweptEdit> edits) {
  std::sort(edits.begin(), edits.end(),
            [](const SweptEdit& x, const SweptEdit& y) {
              return std::make_tuple(x.lines.begin, x.lines.end, x.stack) <
                     std::make_tuple(y.lines.begin, y.lines.end, y.stack);
            });
  Meetings meetings;
  std::vector<const SweptEdit*> open;
  for (const SweptEdit& edit : edits) {
    size_t kept = 0;
    for (const SweptEdit* other : open) {
      if (other->lines.end < edit.lines.begin) continue;
      open[kept++] = other;
      if (other->stack != edit.stack) meetings.Add(*other, edit);
    }
    open.resize(kept);
    open.push_back(&edit);
  }
  return meetings.Take();
}

}  // namespace patchgraph
