// Collisions of what several stacks do to one file.

#ifndef PATCHGRAPH_ENGINE_BETWEEN_FILE_COLLISIONS_H_
#define PATCHGRAPH_ENGINE_BETWEEN_FILE_COLLISIONS_H_

#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "engine/between/claims.h"
#include "engine/between/collision.h"
#include "engine/between/net_change.h"
#include "engine/check/check.h"

namespace patchgraph {

// Changes of one file, one for each stack that has one, by stack.
using ChangesOfFile = std::vector<const NetChange*>;

// What there is to compare on one ground, and what was found so far.
struct FoundOnGround {
  // NetChange::stack is a position in it.
  absl::Span<const StackCheck> checks;
  // Whether stacks a and b are to be compared here, a < b.
  std::function<bool(int a, int b)> is_compared;
  std::vector<Collision> collisions;
  std::vector<NewClaim> claimed;
  // By stack: what it claims no more.
  std::vector<std::vector<Claim>> given_up;
};

// Of one file of the ground: what each pair of stacks does to it as a whole,
// and where the edits of all of them meet. Notes what is claimed in it, also by
// a single stack.
absl::Status CompareChanged(const ChangesOfFile& changes, FoundOnGround* found);

// The same for stacks that put a file at one path where the ground has none.
absl::Status CompareAdded(const ChangesOfFile& changes, FoundOnGround* found);

// `file` puts a file at a path that is a folder for `below`, of another stack.
void AddFileAgainstFolder(const NetChange& file, const NetChange& below,
                          FoundOnGround* found);

// What both stacks claim, in this file or another. Claims that a stack gave up
// elsewhere, and those that are part of a change that both make, are none.
void CompareClaims(FoundOnGround* found);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_BETWEEN_FILE_COLLISIONS_H_
