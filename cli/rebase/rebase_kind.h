// Whether a rebase is about commits, or about patches in files.

#ifndef PATCHGRAPH_CLI_REBASE_REBASE_KIND_H_
#define PATCHGRAPH_CLI_REBASE_REBASE_KIND_H_

#include "cli/rebase_arguments.h"
#include "cli/streams.h"

namespace patchgraph {

// True where the arguments name a stack or a series, or ask for another form:
// RunRebaseForms is for that. False for UPSTREAM and BRANCH, and for what is
// neither. A word that is both is the stack, then the revision, then the path.
bool IsAboutForms(const RebaseArguments& arguments, const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REBASE_REBASE_KIND_H_
