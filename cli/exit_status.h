// What the program's exit status says, and how it fails.

#ifndef PATCHGRAPH_CLI_EXIT_STATUS_H_
#define PATCHGRAPH_CLI_EXIT_STATUS_H_

#include "absl/status/status.h"
#include "cli/streams.h"

namespace patchgraph {

constexpr int kExitClean = 0;
constexpr int kExitConflicts = 1;
constexpr int kExitBadInput = 2;  // or wrong usage

// Says on `streams.err` what is wrong, "patchgraph: " before it, and returns
// kExitBadInput. `error` is not OK. Foreign text in it cannot act on a
// terminal.
int Fail(const absl::Status& error, const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_EXIT_STATUS_H_
