// What a stack's code uses and its target no longer declares, with what the
// history tells of it.

#ifndef PATCHGRAPH_CLI_NEUTRAL_STACK_LOST_SYMBOLS_H_
#define PATCHGRAPH_CLI_NEUTRAL_STACK_LOST_SYMBOLS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "cli/check_inputs.h"
#include "engine/kbuild/lost_symbols.h"
#include "engine/kbuild/patched_stack.h"
#include "engine/model/stack.h"

namespace patchgraph {

// `stack` is one of `inputs`, which have a target.
absl::StatusOr<std::vector<LostSymbol>> FindLostOfStack(
    const CheckInputs& inputs, const Stack& stack, const PatchedStack& patched);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_NEUTRAL_STACK_LOST_SYMBOLS_H_
