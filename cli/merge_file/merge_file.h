// `patchgraph merge-file`: one file's merge, its conflicts settled where that
// is safe. Also what git runs as its merge driver and mergetool.

#ifndef PATCHGRAPH_CLI_MERGE_FILE_MERGE_FILE_H_
#define PATCHGRAPH_CLI_MERGE_FILE_MERGE_FILE_H_

#include <string>
#include <vector>

#include "cli/streams.h"

namespace patchgraph {

int RunMergeFile(const std::vector<std::string>& arguments,
                 const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_MERGE_FILE_MERGE_FILE_H_
