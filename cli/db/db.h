// `patchgraph db`: what is kept, and its upkeep.

#ifndef PATCHGRAPH_CLI_DB_DB_H_
#define PATCHGRAPH_CLI_DB_DB_H_

#include <string>
#include <vector>

#include "cli/streams.h"

namespace patchgraph {

// See command.h.
int RunDb(const std::vector<std::string>& arguments, const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_DB_DB_H_
