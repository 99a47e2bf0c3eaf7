// The flavours of a project file, read.

#ifndef PATCHGRAPH_CLI_NEUTRAL_FLAVOURS_H_
#define PATCHGRAPH_CLI_NEUTRAL_FLAVOURS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/check_inputs.h"
#include "engine/kbuild/neutral.h"
#include "engine/kbuild/patched_stack.h"

namespace patchgraph {

// Those of `inputs` that are `wanted`; all of them if none is. NotFound, with
// the place in the project file, for a list of values that is nowhere.
absl::StatusOr<std::vector<NeutralFlavour>> ReadFlavours(
    const CheckInputs& inputs, const std::vector<std::string>& wanted,
    const PatchedStack& stack);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_NEUTRAL_FLAVOURS_H_
