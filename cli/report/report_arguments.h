// The arguments of `patchgraph report`.

#ifndef PATCHGRAPH_CLI_REPORT_REPORT_ARGUMENTS_H_
#define PATCHGRAPH_CLI_REPORT_REPORT_ARGUMENTS_H_

#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/types/optional.h"
#include "cli/input_arguments.h"
#include "cli/report/examined_stack.h"
#include "cli/streams.h"

namespace patchgraph {

struct ReportArguments {
  InputArguments input;
  ReportQuestion question;
  std::string format = "text";  // "html", "markdown", "json" or "text"
  std::string output;           // a file; empty: standard output
  std::string database;         // where this run is kept; see DbPlace()
  bool verbose = false;
};

// What is asked of a report: --off, --only and --leave-out. `question` must
// outlive the parser.
void AddReportQuestionOptions(CLI::App* parser, ReportQuestion* question);

// Returns the exit status where there is nothing left to do: help was asked
// for, or the arguments are wrong.
absl::optional<int> ParseReportArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    ReportArguments* parsed);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REPORT_REPORT_ARGUMENTS_H_
