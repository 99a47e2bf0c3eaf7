// The arguments of `patchgraph check`.

#ifndef PATCHGRAPH_CLI_CHECK_ARGUMENTS_H_
#define PATCHGRAPH_CLI_CHECK_ARGUMENTS_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "cli/streams.h"

namespace patchgraph {

// Texts are empty where the option was not given.
struct CheckArguments {
  std::vector<std::string> stacks;  // names of stacks, or series
  std::string onto;
  std::string base;
  std::string config;
  std::string repository;
  std::string rules;
  std::string output;
  std::string save;     // a name to keep the conflicts under
  std::string against;  // a name that they were kept under
  std::string database;
  std::vector<std::string> without;
  int fuzz = 0;
  int strip = -1;          // -1: found by looking at the base
  bool base_only = false;  // the project's target does not count
  bool squash = false;
  bool linear = false;
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
