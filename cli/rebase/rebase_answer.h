// What `patchgraph rebase` says of commits.

#ifndef PATCHGRAPH_CLI_REBASE_REBASE_ANSWER_H_
#define PATCHGRAPH_CLI_REBASE_REBASE_ANSWER_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/rebase_arguments.h"
#include "cli/streams.h"
#include "engine/check/check.h"
#include "engine/rebase/rebase_session.h"
#include "engine/report/rebase/rebase.pb.h"

namespace patchgraph {

// The picks that are decided, and the counts. `outcome` is a word of
// rebase.proto.
RebaseReport ReportOf(const RebaseState& state, absl::string_view outcome);
// The same where nothing was touched: every pick, as a check of them all says.
RebaseReport ReportOf(const RebaseState& state, const StackCheck& check);
// Where a rebase stands.
void FillStop(const RebaseStep& step, const std::vector<std::string>& unmerged,
              RebaseReport* report);

// Prints it as the arguments ask. The exit status.
int PrintRebase(const RebaseReport& report, const RebaseArguments& arguments,
                const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REBASE_REBASE_ANSWER_H_
