// `patchgraph rebase`: commits, or a series of patches, on another base.

#ifndef PATCHGRAPH_CLI_REBASE_REBASE_H_
#define PATCHGRAPH_CLI_REBASE_REBASE_H_

#include <string>
#include <vector>

#include "cli/streams.h"

namespace patchgraph {

// As Command::run.
int RunRebase(const std::vector<std::string>& arguments,
              const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REBASE_REBASE_H_
