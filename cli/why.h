// `patchgraph why`: which commits a conflict comes from.

#ifndef PATCHGRAPH_CLI_WHY_H_
#define PATCHGRAPH_CLI_WHY_H_

#include <string>
#include <vector>

#include "cli/streams.h"

namespace patchgraph {

// As Command::run.
int RunWhy(const std::vector<std::string>& arguments,
           const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_WHY_H_
