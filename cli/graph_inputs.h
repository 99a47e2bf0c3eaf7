// The dependencies that the questions of `patchgraph graph` are answered from.

#ifndef PATCHGRAPH_CLI_GRAPH_INPUTS_H_
#define PATCHGRAPH_CLI_GRAPH_INPUTS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "cli/check_inputs.h"
#include "cli/graph_arguments.h"
#include "cli/progress.h"
#include "engine/graph/stack_dependencies.h"

namespace patchgraph {

// Those of each of `inputs.stacks`, in their order.
absl::StatusOr<std::vector<StackDependencies>> ReadDependencies(
    const GraphArguments& arguments, const CheckInputs& inputs,
    Progress* progress);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_GRAPH_INPUTS_H_
