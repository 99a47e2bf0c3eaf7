// `patchgraph neutral`: whether the kernel without a feature is what it was.

#ifndef PATCHGRAPH_CLI_NEUTRAL_NEUTRAL_H_
#define PATCHGRAPH_CLI_NEUTRAL_NEUTRAL_H_

#include <string>
#include <vector>

#include "cli/streams.h"

namespace patchgraph {

// `arguments` are those behind the command's name. Returns the exit status.
int RunNeutral(const std::vector<std::string>& arguments,
               const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_NEUTRAL_NEUTRAL_H_
