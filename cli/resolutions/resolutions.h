// `patchgraph resolutions`: what is remembered of how conflicts were resolved.

#ifndef PATCHGRAPH_CLI_RESOLUTIONS_RESOLUTIONS_H_
#define PATCHGRAPH_CLI_RESOLUTIONS_RESOLUTIONS_H_

#include <string>
#include <vector>

#include "cli/streams.h"

namespace patchgraph {

int RunResolutions(const std::vector<std::string>& arguments,
                   const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_RESOLUTIONS_RESOLUTIONS_H_
