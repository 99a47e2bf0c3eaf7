// `patchgraph resolutions apply`: a resolution put into a file by hand.

#ifndef PATCHGRAPH_CLI_RESOLUTIONS_RESOLUTIONS_APPLY_H_
#define PATCHGRAPH_CLI_RESOLUTIONS_RESOLUTIONS_APPLY_H_

#include <string>

#include "absl/status/status.h"
#include "cli/streams.h"
#include "engine/resolutions/resolution.h"

namespace patchgraph {

// Changes the file `name`, all of it or not at all, and says where. A symlink
// is no file. Errors name the file.
absl::Status ApplyToFile(const Resolution& resolution, const std::string& name,
                         const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_RESOLUTIONS_RESOLUTIONS_APPLY_H_
