// In which order stacks are merged with the fewest conflicts.

#ifndef PATCHGRAPH_ENGINE_BETWEEN_MERGE_ORDER_H_
#define PATCHGRAPH_ENGINE_BETWEEN_MERGE_ORDER_H_

#include <vector>

#include "absl/types/optional.h"

namespace patchgraph {

// What it costs to merge stacks. One that comes later pays for each of its
// hunks that collides with a stack already there, once however many stacks it
// collides with: it has to be looked at once. So the cost is not symmetric: of
// one large hunk that meets three small ones, it is cheaper to merge the large
// one last.
struct MergeCosts {
  struct OfStack {
    int own = 0;  // conflicts with the target, whenever it comes
    // For each hunk that collides with others, the stacks it collides with,
    // sorted.
    std::vector<std::vector<int>> hunks;
  };
  std::vector<OfStack> stacks;
};

struct MergeOrder {
  std::vector<int> stacks;     // all of them
  std::vector<int> conflicts;  // of each when its turn comes, its own included
  int total = 0;
  // No order has fewer. Else it is one that no single move makes better.
  bool exact = true;
};

// The order of more stacks than this is looked for by moves.
constexpr int kMostStacksForExactOrder = 12;

// With `first` the best order that begins with this stack. Of orders that are
// as good the one that is first in the order of the stacks' numbers.
//
// Exact by dynamic programming over sets (Held and Karp, 1962): the fewest
// conflicts that are left once a set is merged do not depend on how it was
// merged. 2^n sets, n steps from each. Of more than twelve stacks the given
// order is improved: the one move of one stack to another place that saves most
// is made, again and again, until none saves anything. So it is never worse
// than the given one.
MergeOrder FindMergeOrder(const MergeCosts& costs, absl::optional<int> first);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_BETWEEN_MERGE_ORDER_H_
