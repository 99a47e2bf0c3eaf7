#include "engine/between/merge_order.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace patchgraph {
namespace {

// What stack `next` pays when those of `merged` are there.
int CostOf(const MergeCosts::OfStack& next, const std::vector<bool>& merged) {
  int cost = next.own;
  for (const std::vector<int>& others : next.hunks) {
    cost += std::any_of(others.begin(), others.end(),
                        [&](int other) { return merged[other]; })
                ? 1
                : 0;
  }
  return cost;
}

MergeOrder WithCosts(const MergeCosts& costs, std::vector<int> stacks) {
  std::vector<bool> merged(stacks.size(), false);
  MergeOrder order;
  for (const int stack : stacks) {
    const int cost = CostOf(costs.stacks[stack], merged);
    order.conflicts.push_back(cost);
    order.total += cost;
    merged[stack] = true;
  }
  order.stacks = std::move(stacks);
  return order;
}

// Sets of stacks as bits.
using StackSet = unsigned;

bool IsIn(int stack, StackSet set) { return (set >> stack & 1U) != 0; }

// For each set of merged stacks, what a stack pays to join it.
std::vector<int> CostsToJoin(const MergeCosts::OfStack& stack, int stacks) {
  const StackSet sets = 1U << stacks;
  // How many hunks collide with stacks of the set alone; at first with exactly
  // the set.
  std::vector<int> within(sets, 0);
  for (const std::vector<int>& others : stack.hunks) {
    StackSet with = 0;
    for (const int other : others) with |= 1U << other;
    ++within[with];
  }
  for (int i = 0; i < stacks; ++i) {
    for (StackSet set = 0; set < sets; ++set) {
      if (IsIn(i, set)) within[set] += within[set ^ (1U << i)];
    }
  }
  const int all = static_cast<int>(stack.hunks.size());
  std::vector<int> joining(sets);
  for (StackSet set = 0; set < sets; ++set) {
    joining[set] = stack.own + all - within[(sets - 1) ^ set];
  }
  return joining;
}

class ExactOrder {
 public:
  explicit ExactOrder(const MergeCosts& costs)
      : stacks_(static_cast<int>(costs.stacks.size())) {
    const StackSet all = (1U << stacks_) - 1;
    for (const MergeCosts::OfStack& stack : costs.stacks) {
      joining_.push_back(CostsToJoin(stack, stacks_));
    }
    left_.assign(static_cast<size_t>(all) + 1, 0);
    for (StackSet set = all; set-- > 0;) {
      int best = std::numeric_limits<int>::max();
      for (int next = 0; next < stacks_; ++next) {
        if (!IsIn(next, set)) best = std::min(best, CostThrough(set, next));
      }
      left_[set] = best;
    }
  }

  // The first of the best stacks to come after those of `set`.
  int Next(StackSet set) const {
    int next = 0;
    while (IsIn(next, set) || CostThrough(set, next) != left_[set]) ++next;
    return next;
  }

 private:
  int CostThrough(StackSet set, int next) const {
    return joining_[next][set] + left_[set | 1U << next];
  }

  int stacks_;
  std::vector<std::vector<int>> joining_;  // by stack and set
  std::vector<int> left_;  // the fewest conflicts once a set is merged
};

// The order with the stack at `from` taken out and put in again at `to`.
std::vector<int> Moved(std::vector<int> stacks, size_t from, size_t to) {
  const auto begin = stacks.begin();
  if (from < to) {
    std::rotate(begin + from, begin + from + 1, begin + to + 1);
  } else {
    std::rotate(begin + to, begin + from, begin + from + 1);
  }
  return stacks;
}

// Makes the best move of those behind the first `fixed` stacks; false if none
// saves anything.
bool Improve(const MergeCosts& costs, size_t fixed, MergeOrder* order) {
  MergeOrder best = *order;
  for (size_t from = fixed; from < order->stacks.size(); ++from) {
    for (size_t to = fixed; to < order->stacks.size(); ++to) {
      if (from == to) continue;
      MergeOrder other = WithCosts(costs, Moved(order->stacks, from, to));
      if (other.total < best.total) best = std::move(other);
    }
  }
  if (best.total == order->total) return false;
  *order = std::move(best);
  return true;
}

}  // namespace

MergeOrder FindMergeOrder(const MergeCosts& costs, absl::optional<int> first) {
  const int count = static_cast<int>(costs.stacks.size());
  std::vector<int> stacks;
  if (first.has_value()) stacks.push_back(*first);
  const size_t fixed = stacks.size();
  if (count <= kMostStacksForExactOrder) {
    const ExactOrder exact(costs);
    StackSet set = first.has_value() ? 1U << *first : 0;
    while (static_cast<int>(stacks.size()) < count) {
      stacks.push_back(exact.Next(set));
      set |= 1U << stacks.back();
    }
    return WithCosts(costs, std::move(stacks));
  }
  for (int stack = 0; stack < count; ++stack) {
    if (stack != first) stacks.push_back(stack);
  }
  MergeOrder order = WithCosts(costs, std::move(stacks));
  while (Improve(costs, fixed, &order)) {
  }
  order.exact = false;
  return order;
}

}  // namespace patchgraph
