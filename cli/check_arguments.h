// The arguments of `patchgraph check`.

#ifndef PATCHGRAPH_CLI_CHECK_ARGUMENTS_H_
#define PATCHGRAPH_CLI_CHECK_ARGUMENTS_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "cli/input_arguments.h"
#include "cli/streams.h"

namespace patchgraph {

// Texts are empty where the option was not given.
struct CheckArguments {
  InputArguments input;
  std::string output;
  std::string first;    // the stack that has to be merged first
  std::string save;     // a name to keep the conflicts under
  std::string against;  // a name that they were kept under
  std::string database;
  std::string resolve;  // safe, propose or off, which is the default
  bool squash = false;
  bool json = false;
  bool verbose = false;
  bool quiet = false;
};

// As ParseArguments() in arguments.h.
absl::optional<int> ParseCheckArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    CheckArguments* parsed);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_CHECK_ARGUMENTS_H_
