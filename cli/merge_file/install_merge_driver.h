// `patchgraph install-merge-driver`: has git ask patchgraph for every file that
// both sides of a merge have changed.

#ifndef PATCHGRAPH_CLI_MERGE_FILE_INSTALL_MERGE_DRIVER_H_
#define PATCHGRAPH_CLI_MERGE_FILE_INSTALL_MERGE_DRIVER_H_

#include <string>
#include <vector>

#include "cli/streams.h"

namespace patchgraph {

int RunInstallMergeDriver(const std::vector<std::string>& arguments,
                          const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_MERGE_FILE_INSTALL_MERGE_DRIVER_H_
