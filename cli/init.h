// `patchgraph init`: a project file to start from.

#ifndef PATCHGRAPH_CLI_INIT_H_
#define PATCHGRAPH_CLI_INIT_H_

#include <string>
#include <vector>

#include "cli/streams.h"

namespace patchgraph {

int RunInit(const std::vector<std::string>& arguments,
            const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_INIT_H_
