// `--save` and `--against`: what changed since an earlier check.

#ifndef PATCHGRAPH_CLI_BASELINES_H_
#define PATCHGRAPH_CLI_BASELINES_H_

#include <string>

#include "absl/status/status.h"
#include "cli/check_arguments.h"
#include "cli/db_place.h"
#include "cli/streams.h"
#include "engine/report/check/check.pb.h"

namespace patchgraph {

// Compares `report` with the baseline that `arguments` name, and notes the
// outcome in report->since(); then keeps it as a baseline, if that is asked
// for. DbPlace() makes of `hints` where baselines are kept.
absl::Status UseBaselines(const CheckArguments& arguments,
                          const CliStreams& streams, const DbPlaceHints& hints,
                          CheckReport* report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_BASELINES_H_
