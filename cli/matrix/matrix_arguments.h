// The arguments of `patchgraph matrix`.

#ifndef PATCHGRAPH_CLI_MATRIX_MATRIX_ARGUMENTS_H_
#define PATCHGRAPH_CLI_MATRIX_MATRIX_ARGUMENTS_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "cli/input_arguments.h"
#include "cli/report/examined_stack.h"
#include "cli/streams.h"

namespace patchgraph {

// One of `list`, `shard` and `report` is given.
struct MatrixArguments {
  std::vector<std::string> stacks;   // empty: all of the project
  std::vector<std::string> targets;  // empty: the project's
  InputArguments input;              // its stacks and onto are not used
  ReportQuestion question;
  std::string database;
  std::string list;   // a form of ListJobs()
  int shares = 0;     // of --list; 0: a list of jobs
  std::string shard;  // as ParseShare() takes it
  bool report = false;
  std::string format = "text";  // of the report: or "json", "markdown"
  std::string output;           // of list and report
};

// As ParseArguments() in arguments.h.
absl::optional<int> ParseMatrixArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    MatrixArguments* parsed);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_MATRIX_MATRIX_ARGUMENTS_H_
