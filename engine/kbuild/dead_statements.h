// Statements of C that a compiler drops.

#ifndef PATCHGRAPH_ENGINE_KBUILD_DEAD_STATEMENTS_H_
#define PATCHGRAPH_ENGINE_KBUILD_DEAD_STATEMENTS_H_

#include <vector>

#include "engine/kbuild/surviving_code.h"

namespace patchgraph {

// Takes `if (0) { ... }` and `if (0 && ...) { ... }` out, with the `else` that
// follows or goes before. Only where nothing can jump into the block, and where
// all of it stands under one condition.
void DropDeadStatements(std::vector<SurvivingToken>* tokens);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_DEAD_STATEMENTS_H_
