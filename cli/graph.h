// `patchgraph graph`: what hangs on what in a stack.

#ifndef PATCHGRAPH_CLI_GRAPH_H_
#define PATCHGRAPH_CLI_GRAPH_H_

#include <string>
#include <vector>

#include "cli/streams.h"

namespace patchgraph {

// See Command in command.h.
int RunGraph(const std::vector<std::string>& arguments,
             const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_GRAPH_H_
