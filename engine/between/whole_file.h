// Collisions about a file as a whole: whether it is there, under which name,
// with which mode, and bytes that are no lines.

#ifndef PATCHGRAPH_ENGINE_BETWEEN_WHOLE_FILE_H_
#define PATCHGRAPH_ENGINE_BETWEEN_WHOLE_FILE_H_

#include <vector>

#include "absl/types/span.h"
#include "engine/between/collision.h"
#include "engine/between/net_change.h"
#include "engine/check/check.h"

namespace patchgraph {

struct WholeFileCollisions {
  std::vector<Collision> collisions;
  // Nothing more can be said of the file's lines.
  bool settled = false;
};

// Of two changes of one file of the ground, a's stack before b's. Whether the
// files have lines is the caller's to say: `is_text` of all the three, or two.
WholeFileCollisions CompareWhole(const NetChange& a, const NetChange& b,
                                 bool is_text,
                                 absl::Span<const StackCheck> checks);

// Of two changes that put a file at one path.
Collision CompareNew(const NetChange& a, const NetChange& b,
                     absl::Span<const StackCheck> checks);

// The hunks of a change that a collision with the file as a whole is about:
// those of an edit, or the step that did it.
CollisionSide SideOf(const NetChange& change, const StackCheck& check);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_BETWEEN_WHOLE_FILE_H_
