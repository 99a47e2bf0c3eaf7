// `--save` and `--against`: what changed since an earlier check.

#ifndef PATCHGRAPH_CLI_BASELINES_H_
#define PATCHGRAPH_CLI_BASELINES_H_

#include <string>

#include "absl/status/status.h"
#include "cli/check_arguments.h"
#include "cli/streams.h"
#include "engine/report/check.pb.h"

namespace patchgraph {

// Compares `report` with the baseline that `arguments` name, and notes the
// outcome in report->since(); then keeps it as a baseline, if that is asked
// for. `git_folder` is git's own folder, where baselines are kept unless
// --db says otherwise; empty without a repository.
absl::Status UseBaselines(const CheckArguments& arguments,
                          const CliStreams& streams,
                          const std::string& git_folder, CheckReport* report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_BASELINES_H_
