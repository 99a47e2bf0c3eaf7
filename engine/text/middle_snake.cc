#include "engine/text/middle_snake.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "engine/text/rough_root.h"

namespace patchgraph {
namespace {

// No path is cut short before so many edits.
constexpr int kMinEdits = 256;

// A run of more equal lines than this is worth stopping at.
constexpr int kLongSnake = 20;

// A path is promising if it has come so many times further than its edits.
constexpr int kPromise = 4;

constexpr int kUnreachedForward = -1;
constexpr int kUnreachedBackward = std::numeric_limits<int>::max();

}  // namespace

void MiddleSnake::SetLines(absl::Span<const int> before,
                           absl::Span<const int> after) {
  before_ = before;
  after_ = after;
  const int diagonals = static_cast<int>(before.size() + after.size()) + 3;
  shift_ = static_cast<int>(after.size()) + 1;
  max_edits_ = std::max(RoughRoot(diagonals), kMinEdits);
  forward_.reach.resize(diagonals);
  backward_.reach.resize(diagonals);
}

MiddleSnake::Split MiddleSnake::Find(const DiffBox& box) {
  box_ = box;
  forward_middle_ = box.before_begin - box.after_begin;
  backward_middle_ = box.before_end - box.after_end;
  forward_.low = forward_.high = forward_middle_;
  backward_.low = backward_.high = backward_middle_;
  Reach(&forward_, forward_middle_) = box.before_begin;
  Reach(&backward_, backward_middle_) = box.before_end;

  for (edits_ = 1;; ++edits_) {
    long_snake_ = false;
    if (AdvanceForward() || AdvanceBackward()) return met_;
    if (box.exact) continue;
    Split split;
    if (long_snake_ && edits_ > kMinEdits &&
        (PromisingForward(&split) || PromisingBackward(&split))) {
      return split;
    }
    if (edits_ >= max_edits_) return FurthestReached();
  }
}

// A path of one more edit reaches one diagonal further on either side; at the
// border of the box, where there is none, one less.
void MiddleSnake::WidenFront(int beyond, Front* front) {
  if (front->low > box_.before_begin - box_.after_end) {
    Reach(front, --front->low - 1) = beyond;
  } else {
    ++front->low;
  }
  if (front->high < box_.before_end - box_.after_begin) {
    Reach(front, ++front->high + 1) = beyond;
  } else {
    --front->high;
  }
}

// True when the paths have met; met_ is the place. Like AdvanceBackward(),
// works on local copies: the compiler cannot know that storing how far a path
// came changes none of our members, and this is where a diff spends its time.
bool MiddleSnake::AdvanceForward() {
  WidenFront(kUnreachedForward, &forward_);
  const int* const before = before_.data();
  const int* const after = after_.data();
  const int before_end = box_.before_end;
  const int after_end = box_.after_end;
  int* const reach = &Reach(&forward_, 0);
  const int* const opposite = &Reach(&backward_, 0);
  const bool may_meet = ((forward_middle_ - backward_middle_) & 1) != 0;
  const int low = forward_.low;
  for (int k = forward_.high; k >= low; k -= 2) {
    int i = std::max(reach[k - 1] + 1, reach[k + 1]);
    const int start = i;
    while (i < before_end && i - k < after_end && before[i] == after[i - k]) {
      ++i;
    }
    if (i - start > kLongSnake) long_snake_ = true;
    reach[k] = i;
    if (may_meet && backward_.low <= k && k <= backward_.high &&
        opposite[k] <= i) {
      met_ = {i, i - k, true, true};
      return true;
    }
  }
  return false;
}

bool MiddleSnake::AdvanceBackward() {
  WidenFront(kUnreachedBackward, &backward_);
  const int* const before = before_.data();
  const int* const after = after_.data();
  const int before_begin = box_.before_begin;
  const int after_begin = box_.after_begin;
  int* const reach = &Reach(&backward_, 0);
  const int* const opposite = &Reach(&forward_, 0);
  const bool may_meet = ((forward_middle_ - backward_middle_) & 1) == 0;
  const int low = backward_.low;
  for (int k = backward_.high; k >= low; k -= 2) {
    int i = std::min(reach[k - 1], reach[k + 1] - 1);
    const int start = i;
    while (i > before_begin && i - k > after_begin &&
           before[i - 1] == after[i - k - 1]) {
      --i;
    }
    if (start - i > kLongSnake) long_snake_ = true;
    reach[k] = i;
    if (may_meet && forward_.low <= k && k <= forward_.high &&
        i <= opposite[k]) {
      met_ = {i, i - k, true, true};
      return true;
    }
  }
  return false;
}

// Whether a forward path has come far for its edits, counting against it how
// far it is off the middle, and has a long snake right behind it.
bool MiddleSnake::PromisingForward(Split* split) {
  int best = 0;
  for (int k = forward_.high; k >= forward_.low; k -= 2) {
    const int i = Reach(&forward_, k);
    const int j = i - k;
    const int gain = (i - box_.before_begin) + (j - box_.after_begin) -
                     std::abs(k - forward_middle_);
    if (gain <= kPromise * edits_ || gain <= best) continue;
    if (i < box_.before_begin + kLongSnake || i >= box_.before_end) continue;
    if (j < box_.after_begin + kLongSnake || j >= box_.after_end) continue;
    int snake = 0;
    while (snake < kLongSnake && Equal(i - snake - 1, j - snake - 1)) ++snake;
    if (snake == kLongSnake) {
      best = gain;
      *split = {i, j, true, false};
    }
  }
  return best > 0;
}

bool MiddleSnake::PromisingBackward(Split* split) {
  int best = 0;
  for (int k = backward_.high; k >= backward_.low; k -= 2) {
    const int i = Reach(&backward_, k);
    const int j = i - k;
    const int gain = (box_.before_end - i) + (box_.after_end - j) -
                     std::abs(k - backward_middle_);
    if (gain <= kPromise * edits_ || gain <= best) continue;
    if (i <= box_.before_begin || i > box_.before_end - kLongSnake) continue;
    if (j <= box_.after_begin || j > box_.after_end - kLongSnake) continue;
    int snake = 0;
    while (snake < kLongSnake && Equal(i + snake, j + snake)) ++snake;
    if (snake == kLongSnake) {
      best = gain;
      *split = {i, j, false, true};
    }
  }
  return best > 0;
}

// The point furthest from its own corner, of all that either path came to.
MiddleSnake::Split MiddleSnake::FurthestReached() {
  int forward_sum = -1;
  int forward_before = -1;
  for (int k = forward_.high; k >= forward_.low; k -= 2) {
    const int i =
        std::min({Reach(&forward_, k), box_.before_end, box_.after_end + k});
    if (forward_sum < i + (i - k)) {
      forward_sum = i + (i - k);
      forward_before = i;
    }
  }
  int backward_sum = std::numeric_limits<int>::max();
  int backward_before = backward_sum;
  for (int k = backward_.high; k >= backward_.low; k -= 2) {
    const int i = std::max(
        {Reach(&backward_, k), box_.before_begin, box_.after_begin + k});
    if (i + (i - k) < backward_sum) {
      backward_sum = i + (i - k);
      backward_before = i;
    }
  }
  if ((box_.before_end + box_.after_end) - backward_sum <
      forward_sum - (box_.before_begin + box_.after_begin)) {
    return {forward_before, forward_sum - forward_before, true, false};
  }
  return {backward_before, backward_sum - backward_before, false, true};
}

}  // namespace patchgraph
