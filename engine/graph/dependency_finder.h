// Finds the dependencies of a stack in one pass over its patches.

#ifndef PATCHGRAPH_ENGINE_GRAPH_DEPENDENCY_FINDER_H_
#define PATCHGRAPH_ENGINE_GRAPH_DEPENDENCY_FINDER_H_

#include <memory>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/graph/stack_dependencies.h"
#include "engine/model/stack.h"

namespace patchgraph {

struct FindDependenciesOptions {
  // Context lines that a hunk may leave out at either end. 0: none.
  int fuzz = 0;
  // Look for kSymbol and kBuild as well: see symbol_uses.h.
  bool judgement = true;
};

// Applies the stack to its base, patch by patch, in memory, and keeps for each
// line which hunk wrote it; a hunk's needs are read off the lines that it
// touches. What does not apply is left out, and said so in `left_out`.
//
// `progress` is called with the number of patches done so far.
//
// An error only if the base cannot be read, or a patch would write through a
// symlink.
absl::StatusOr<StackDependencies> FindDependencies(
    const Stack& stack, const FindDependenciesOptions& options,
    absl::FunctionRef<void(int patches)> progress);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GRAPH_DEPENDENCY_FINDER_H_
