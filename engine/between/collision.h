// What two stacks have between them: a place where both cannot be as each was
// written. docs/between-series.md has an example of each kind.

#ifndef PATCHGRAPH_ENGINE_BETWEEN_COLLISION_H_
#define PATCHGRAPH_ENGINE_BETWEEN_COLLISION_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/apply/patch_step.h"
#include "engine/model/conflict.h"
#include "engine/text/lines.h"

namespace patchgraph {

enum class CollisionKind {
  kOverlap,        // both change the same lines, differently
  kTouching,       // the changes are next to each other, or add lines at one
                   // place: either order can be applied by hand, and git and
                   // quilt stop
  kAddAdd,         // both put a file at one path, or one puts a file where the
                   // other needs a folder
  kDeleteEdit,     // one deletes what the other changes
  kRenameEdit,     // one renames what the other changes; or two names for one
                   // file
  kMode,           // both change the mode, differently
  kBinary,         // both change a file that has no lines
  kKconfigSymbol,  // both define one configuration symbol
  kSyscallNumber,  // both give one number to a system call
  kSame,           // both make the same change: take one. No conflict.
};

// The names in JSON and docs. Never change. "overlap", "touching", "add/add",
// "delete/edit", "rename/edit", "mode", "binary", "kconfig-symbol",
// "syscall-number", "same".
absl::string_view Name(CollisionKind kind);
absl::Span<const CollisionKind> AllCollisionKinds();

// One stack's part in a collision.
struct CollisionSide {
  int stack = 0;     // its position among those that were compared
  std::string path;  // where the file stands in the end; where it stood, if the
                     // stack deletes it
  // Who made the change, in the stack's order, at least one. A hunk of -1
  // stands for the file's change as a whole.
  std::vector<HunkKey> hunks;
  // What the lines become, in the file as the stack leaves it. Empty where no
  // lines are meant.
  Excerpt text;
};

struct Collision {
  CollisionKind kind = CollisionKind::kOverlap;
  // A finer name within the kind; empty where there is nothing to add. See
  // docs/between-series.md.
  std::string detail;
  // On the common ground; where it has no such file, in the stacks.
  std::string path;
  // Lines of the common ground, from 0, half open; empty where a place between
  // two lines, or the file as a whole, is meant.
  LineRange lines;
  bool whole_file = false;
  Excerpt ground;    // the text of `lines`
  std::string name;  // of the symbol, or the number
  CollisionSide a;   // of the stack that was named first
  CollisionSide b;
};

// Whether somebody has to decide something. The same change in both stacks is
// worth knowing, but nothing stops at it for long.
inline bool IsConflict(const Collision& collision) {
  return collision.kind != CollisionKind::kSame;
}

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_BETWEEN_COLLISION_H_
