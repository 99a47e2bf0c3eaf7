// `patchgraph gate`: whether a report is within a policy's limits.

#ifndef PATCHGRAPH_CLI_GATE_GATE_H_
#define PATCHGRAPH_CLI_GATE_GATE_H_

#include <string>
#include <vector>

#include "cli/streams.h"

namespace patchgraph {

int RunGateCommand(const std::vector<std::string>& arguments,
                   const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_GATE_GATE_H_
