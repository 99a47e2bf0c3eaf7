// Other programs: hooks, and what --exec names.

#ifndef PATCHGRAPH_CLI_REBASE_RUN_PROGRAM_H_
#define PATCHGRAPH_CLI_REBASE_RUN_PROGRAM_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace patchgraph {

struct ProgramCall {
  // The program and its arguments.
  std::vector<std::string> words;
  std::string folder;  // where it runs
  std::string input;   // on its standard input
  std::vector<std::pair<std::string, std::string>>
      environment;  // added to ours
};

// Runs it to its end. What it prints goes to our standard error, for standard
// output is for results. Its exit status; 128 and the number of the signal that
// ended it. An error where it cannot be started.
absl::StatusOr<int> RunProgram(const ProgramCall& call);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REBASE_RUN_PROGRAM_H_
