#ifndef PATCHGRAPH_ENGINE_TEXT_MIDDLE_SNAKE_H_
#define PATCHGRAPH_ENGINE_TEXT_MIDDLE_SNAKE_H_

#include <vector>

#include "absl/types/span.h"

namespace patchgraph {

// Two ranges of lines that are diffed with each other.
struct DiffBox {
  int before_begin, before_end;
  int after_begin, after_end;
  // The path through the box must be a shortest one, whatever it costs.
  bool exact;
};

// Finds a point in the middle of an edit path through a box, in the manner of
// Myers' section 4b: paths from both corners are lengthened by one edit at a
// time until they meet. Where that takes too many edits, a promising point of
// one path will do.
class MiddleSnake {
 public:
  struct Split {
    int before, after;
    bool first_exact, second_exact;  // for the boxes before and behind it
  };

  // The sequences that all boxes refer to; they must outlive the searches.
  void SetLines(absl::Span<const int> before, absl::Span<const int> after);

  // Neither range of the box is empty, and it begins and ends with unequal
  // lines.
  Split Find(const DiffBox& box);

 private:
  // How far paths have come on each diagonal (before - after), as the position
  // on the old side. Those reached last are every second one of [low, high].
  struct Front {
    std::vector<int> reach;
    int low, high;
  };

  int& Reach(Front* front, int diagonal) {
    return front->reach[diagonal + shift_];
  }
  bool Equal(int before, int after) const {
    return before_[before] == after_[after];
  }

  void WidenFront(int beyond, Front* front);
  bool AdvanceForward();
  bool AdvanceBackward();
  bool PromisingForward(Split* split);
  bool PromisingBackward(Split* split);
  Split FurthestReached();

  absl::Span<const int> before_;
  absl::Span<const int> after_;
  int shift_ = 0;      // index of diagonal 0
  int max_edits_ = 0;  // give up after so many

  // The search in hand.
  DiffBox box_;
  int forward_middle_, backward_middle_;  // the corners' diagonals
  Front forward_, backward_;
  int edits_;
  bool long_snake_;  // met one in the last step
  Split met_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_MIDDLE_SNAKE_H_
