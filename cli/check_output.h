// Where the report of a check goes, and the exit status it comes to.

#ifndef PATCHGRAPH_CLI_CHECK_OUTPUT_H_
#define PATCHGRAPH_CLI_CHECK_OUTPUT_H_

#include "cli/check_arguments.h"
#include "cli/streams.h"
#include "engine/report/check/check.pb.h"

namespace patchgraph {

// Prints `report` as `arguments` ask for it (JSON or text, a file or
// `streams.out`, or not at all) and returns the exit status: masked hunks count
// as conflicts.
int PrintReport(const CheckReport& report, const CheckArguments& arguments,
                const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_CHECK_OUTPUT_H_
