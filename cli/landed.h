// `patchgraph landed`: which patches the target has already.

#ifndef PATCHGRAPH_CLI_LANDED_H_
#define PATCHGRAPH_CLI_LANDED_H_

#include <string>
#include <vector>

#include "cli/streams.h"

namespace patchgraph {

// As Command::run.
int RunLanded(const std::vector<std::string>& arguments,
              const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_LANDED_H_
