// The arguments of `patchgraph gate`.

#ifndef PATCHGRAPH_CLI_GATE_GATE_ARGUMENTS_H_
#define PATCHGRAPH_CLI_GATE_GATE_ARGUMENTS_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "cli/input_arguments.h"
#include "cli/report/examined_stack.h"
#include "cli/streams.h"

namespace patchgraph {

// Texts are empty where the option was not given.
struct GateArguments {
  InputArguments input;  // with the policy as `rules`
  ReportQuestion question;
  std::string report;    // a saved report, in the place of the inputs
  std::string baseline;  // as docs/gate.md has them
  std::string day;       // "2006-09-01"; empty: today
  std::string db;
  std::string sarif;  // files to write
  std::string junit;
  std::string markdown;
  std::string annotations;  // "github", "github=FILE", "gitlab=FILE"
  std::string format = "text";
  std::string output;
  bool verbose = false;
  bool accept = false;
  bool no_db = false;
};

// Returns the exit status where there is nothing left to do: help was asked
// for, or the arguments are wrong.
absl::optional<int> ParseGateArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    GateArguments* parsed);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_GATE_GATE_ARGUMENTS_H_
