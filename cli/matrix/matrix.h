// `patchgraph matrix`: every stack on every target, on many machines.

#ifndef PATCHGRAPH_CLI_MATRIX_MATRIX_H_
#define PATCHGRAPH_CLI_MATRIX_MATRIX_H_

#include <string>
#include <vector>

#include "cli/streams.h"

namespace patchgraph {

// See command.h.
int RunMatrix(const std::vector<std::string>& arguments,
              const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_MATRIX_MATRIX_H_
