// The arguments that say what a command works on: stacks, trees, rules.

#ifndef PATCHGRAPH_CLI_INPUT_ARGUMENTS_H_
#define PATCHGRAPH_CLI_INPUT_ARGUMENTS_H_

#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/strings/string_view.h"

namespace patchgraph {

// Texts are empty where the option was not given.
struct InputArguments {
  std::vector<std::string> stacks;  // names of stacks, or series
  std::string onto;
  std::string base;
  std::string config;
  std::string repository;
  std::string rules;
  std::vector<std::string> without;
  int fuzz = 0;
  int strip = -1;          // -1: found by looking at the base
  bool base_only = false;  // the project's target does not count
  bool linear = false;
};

// The end of the help of a command that has these options: what a STACK, a
// SERIES and a TREE are.
absl::string_view InputNotes();

// STACK|SERIES, --onto, --base-only, --base, --without, --config, --repository
// and --rules. `what` is the help of the first.
void AddInputOptions(CLI::App* parser, absl::string_view what,
                     InputArguments* parsed);

// --fuzz, --strip and --linear.
void AddReadingOptions(CLI::App* parser, InputArguments* parsed);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_INPUT_ARGUMENTS_H_
