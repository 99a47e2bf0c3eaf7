// A subcommand, as the table in patchgraph.cc lists it.

#ifndef PATCHGRAPH_CLI_COMMAND_H_
#define PATCHGRAPH_CLI_COMMAND_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/streams.h"

namespace patchgraph {

struct Command {
  absl::string_view name;
  absl::string_view summary;  // for `patchgraph --help`
  // `arguments` are those after the subcommand's name. Returns the program's
  // exit status (exit_status.h).
  int (*run)(const std::vector<std::string>& arguments,
             const CliStreams& streams);
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_COMMAND_H_
