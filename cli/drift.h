// `patchgraph drift`: what the originals of copied files have gained.

#ifndef PATCHGRAPH_CLI_DRIFT_H_
#define PATCHGRAPH_CLI_DRIFT_H_

#include <string>
#include <vector>

#include "cli/streams.h"

namespace patchgraph {

// As Command::run.
int RunDrift(const std::vector<std::string>& arguments,
             const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_DRIFT_H_
