// `patchgraph rebase` of commits, in a git repository.

#ifndef PATCHGRAPH_CLI_REBASE_REBASE_GIT_H_
#define PATCHGRAPH_CLI_REBASE_REBASE_GIT_H_

#include "cli/rebase_arguments.h"
#include "cli/streams.h"

namespace patchgraph {

// The exit status.
int RunRebaseGit(const RebaseArguments& arguments, const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REBASE_REBASE_GIT_H_
