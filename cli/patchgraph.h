// The program without its main(): tests run it in their own process.

#ifndef PATCHGRAPH_CLI_PATCHGRAPH_H_
#define PATCHGRAPH_CLI_PATCHGRAPH_H_

#include <string>
#include <vector>

#include "cli/streams.h"

namespace patchgraph {

// `arguments` are those after the program's name. Returns the exit status: 0
// clean, 1 conflicts, 2 wrong usage or bad input.
int RunPatchgraph(const std::vector<std::string>& arguments,
                  const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_PATCHGRAPH_H_
