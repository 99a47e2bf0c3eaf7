// `patchgraph rebase` of what is no branch: series of patches, mailboxes and
// sparse trees, and whatever is to be written in another form.

#ifndef PATCHGRAPH_CLI_REBASE_REBASE_FORMS_H_
#define PATCHGRAPH_CLI_REBASE_REBASE_FORMS_H_

#include "cli/rebase_arguments.h"
#include "cli/streams.h"

namespace patchgraph {

// Moves one stack or series to --onto, else to the project's target, and writes
// the same form back; or, with --as, another one of it, which without --onto
// stays on its base. Returns the program's exit status.
int RunRebaseForms(const RebaseArguments& arguments, const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REBASE_REBASE_FORMS_H_
