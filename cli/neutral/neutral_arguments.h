// The arguments of `patchgraph neutral`.

#ifndef PATCHGRAPH_CLI_NEUTRAL_NEUTRAL_ARGUMENTS_H_
#define PATCHGRAPH_CLI_NEUTRAL_NEUTRAL_ARGUMENTS_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "cli/answer.h"
#include "cli/input_arguments.h"
#include "cli/streams.h"

namespace patchgraph {

struct NeutralArguments {
  InputArguments input;
  std::vector<std::string> off;
  std::vector<std::string> flavours;
  AnswerArguments answer;
  std::string build;   // a command; empty: nothing is built
  double timeout = 0;  // seconds for each build; 0: none
  int jobs = 2;        // builds at the same time
  bool suggest = false;
};

// Returns the exit status where there is nothing left to do: help was asked
// for, or the arguments are wrong.
absl::optional<int> ParseNeutralArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    NeutralArguments* parsed);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_NEUTRAL_NEUTRAL_ARGUMENTS_H_
