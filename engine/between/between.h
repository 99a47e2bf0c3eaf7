// The other question of a check of several stacks: whether they can be merged
// with each other, even where each of them is clean alone.

#ifndef PATCHGRAPH_ENGINE_BETWEEN_BETWEEN_H_
#define PATCHGRAPH_ENGINE_BETWEEN_BETWEEN_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "engine/between/collision.h"
#include "engine/between/merge_order.h"
#include "engine/between/net_change.h"
#include "engine/check/check.h"
#include "engine/model/stack.h"
#include "engine/model/tree.h"

namespace patchgraph {

// Stacks are known by their positions among those given.
struct StackPair {
  int a = 0;
  int b = 0;
  // The tree that both are compared on: their base where it is the same, else
  // the target. Empty: they cannot be compared, having neither.
  std::string ground;
};

// A stack of which a part could not be compared with others on this ground.
struct PartLeftOut {
  int stack = 0;
  std::string ground;
  LeftOutOfComparison parts;
};

struct BetweenStacks {
  std::vector<StackPair> pairs;  // all: (0, 1), (0, 2), …, (1, 2), …
  // In the order of the pairs, then of the paths and lines.
  std::vector<Collision> collisions;
  std::vector<PartLeftOut> left_out;  // where there is something
  // The fewest conflicts; and for each stack the fewest if it comes first.
  MergeOrder best;
  std::vector<MergeOrder> with_first;
};

// Compares the net changes of each pair of stacks, `checks` being theirs, all
// with the target `onto`, which may be null.
//
// Two bases are the same if they are the same object or have the same id; or,
// since folders and archives have none, if they have the same name and the same
// content wherever both stacks change it.
//
// All edits of a file, of however many stacks, go into one sorted list: see
// edit_sweep.h. Cost O(n log n + collisions) in the number of edits n, beside
// reading and comparing those files that more than one stack changes.
absl::StatusOr<BetweenStacks> CompareStacks(absl::Span<const Stack> stacks,
                                            absl::Span<const StackCheck> checks,
                                            const Tree* onto);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_BETWEEN_BETWEEN_H_
