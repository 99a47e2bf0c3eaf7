// A subcommand's arguments, by CLI11.

#ifndef PATCHGRAPH_CLI_ARGUMENTS_H_
#define PATCHGRAPH_CLI_ARGUMENTS_H_

#include <memory>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "cli/streams.h"

namespace patchgraph {

// The parser of one subcommand, before its options are added. `description` is
// the beginning of its help, `notes` (with an example) the end.
std::unique_ptr<CLI::App> MakeParser(absl::string_view command,
                                     absl::string_view description,
                                     absl::string_view notes);

// Fills in what the options of `parser` are bound to. Where the command is not
// to be run, because it was asked for its help or wrongly used, says so and
// returns the exit status.
absl::optional<int> ParseArguments(const std::vector<std::string>& arguments,
                                   const CliStreams& streams, CLI::App* parser);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_ARGUMENTS_H_
