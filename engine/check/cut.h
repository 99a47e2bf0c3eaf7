// A stack less some of its patches and all that cannot stay without them.

#ifndef PATCHGRAPH_ENGINE_CHECK_CUT_H_
#define PATCHGRAPH_ENGINE_CHECK_CUT_H_

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/check/check.h"
#include "engine/check/patch_graph.h"
#include "engine/graph/stack_dependencies.h"
#include "engine/model/stack.h"
#include "engine/model/tree.h"

namespace patchgraph {

// What is in conflict on a target.
struct ConflictFigures {
  std::set<std::string> files;
  int regions = 0;
};

ConflictFigures ConflictFiguresOf(const StackCheck& check);

struct Cut {
  Fallen fallen;
  int hunks = 0;  // of the patches that fall
  // With a target: what is in conflict with and without all of that.
  absl::optional<ConflictFigures> before;
  absl::optional<ConflictFigures> after;
};

// Drops `patches` (positions as in `dependencies`) and what needs them by
// `kinds`, and moves the rest to `onto` to see what becomes of the conflicts.
// Sparse trees stay, less what the patches did to their files: see TakeOut().
// `onto` may be null: then nothing is moved. `before` is the check of the whole
// stack with `options`, where it is known; null: it is made.
absl::StatusOr<Cut> CutPatches(const Stack& stack,
                               const StackDependencies& dependencies,
                               DependencyKinds kinds,
                               const std::vector<int>& patches,
                               const std::shared_ptr<const Tree>& onto,
                               const CheckOptions& options,
                               const StackCheck* before);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_CUT_H_
