// The dependencies that the questions of `patchgraph graph` are answered from.

#ifndef PATCHGRAPH_CLI_GRAPH_INPUTS_H_
#define PATCHGRAPH_CLI_GRAPH_INPUTS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "cli/check_inputs.h"
#include "cli/graph_arguments.h"
#include "cli/graph_cache.h"
#include "cli/patch_names.h"
#include "cli/progress.h"
#include "cli/streams.h"
#include "engine/graph/stack_dependencies.h"

namespace patchgraph {

struct GraphInputs {
  CheckInputs inputs;  // a stack whose graph is kept has a name only
  GraphCache kept;
};

// Reads what the question needs: the stacks, but for those whose graph is kept
// and of which nothing else is asked.
absl::StatusOr<GraphInputs> ReadGraphInputs(const GraphArguments& arguments,
                                            const CliStreams& streams,
                                            Progress* progress);

// The patches of all the stacks.
std::vector<PatchPlace> PlacesIn(const GraphInputs& inputs);

// The dependencies of each of the stacks, in their order; and keeps them.
absl::StatusOr<std::vector<StackDependencies>> ReadDependencies(
    const GraphArguments& arguments, const GraphInputs& inputs,
    Progress* progress);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_GRAPH_INPUTS_H_
