// How much hangs on each patch of a stack.

#ifndef PATCHGRAPH_ENGINE_CHECK_KEYSTONES_H_
#define PATCHGRAPH_ENGINE_CHECK_KEYSTONES_H_

#include <vector>

#include "engine/check/check.h"
#include "engine/graph/dependency.h"
#include "engine/graph/stack_dependencies.h"

namespace patchgraph {

struct Keystone {
  // Other patches that cannot stay without it; sparse trees do not count, as
  // they are no patches that one could drop.
  int patches = 0;
  // On the target: hunks in conflict that are its own or need one of its own,
  // and the files that they are in. A hunk is a part of one conflict, but may
  // hang on several patches.
  int conflict_hunks = 0;
  int conflict_files = 0;
};

// The parts of a moved stack that are in conflict with the target. What does
// not even fit its own base is none of them. `check` is patch by patch, not
// squashed.
std::vector<HunkKey> ConflictParts(const StackCheck& check);

// One for each patch. `check` is the same stack, moved patch by patch to the
// target; null where there is no target.
std::vector<Keystone> CountKeystones(const StackDependencies& stack,
                                     DependencyKinds kinds,
                                     const StackCheck* check);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_KEYSTONES_H_
