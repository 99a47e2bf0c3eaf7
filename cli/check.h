// `patchgraph check`: what becomes of every patch of a stack.

#ifndef PATCHGRAPH_CLI_CHECK_H_
#define PATCHGRAPH_CLI_CHECK_H_

#include <string>
#include <vector>

#include "cli/streams.h"

namespace patchgraph {

int RunCheck(const std::vector<std::string>& arguments,
             const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_CHECK_H_
