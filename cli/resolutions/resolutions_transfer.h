// `patchgraph resolutions export` and `import`.

#ifndef PATCHGRAPH_CLI_RESOLUTIONS_RESOLUTIONS_TRANSFER_H_
#define PATCHGRAPH_CLI_RESOLUTIONS_RESOLUTIONS_TRANSFER_H_

#include "absl/status/status.h"
#include "cli/resolutions/resolutions_arguments.h"
#include "cli/streams.h"
#include "engine/git/git_repository.h"

namespace patchgraph {

// Both say on `streams.out` what they did.
absl::Status ExportResolutions(const ResolutionsArguments& arguments,
                               const GitRepository& repository,
                               const CliStreams& streams);
absl::Status ImportResolutions(const ResolutionsArguments& arguments,
                               const GitRepository& repository,
                               const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_RESOLUTIONS_RESOLUTIONS_TRANSFER_H_
