// `patchgraph report`: what it costs to carry some stacks.

#ifndef PATCHGRAPH_CLI_REPORT_REPORT_H_
#define PATCHGRAPH_CLI_REPORT_REPORT_H_

#include <string>
#include <vector>

#include "cli/streams.h"

namespace patchgraph {

// Returns the exit status.
int RunReport(const std::vector<std::string>& arguments,
              const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REPORT_REPORT_H_
