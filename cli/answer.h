// How a command that answers with one report is asked for it, and prints it.

#ifndef PATCHGRAPH_CLI_ANSWER_H_
#define PATCHGRAPH_CLI_ANSWER_H_

#include <string>

#include "CLI/CLI.hpp"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "cli/streams.h"
#include "engine/report/text_style.h"
#include "google/protobuf/message.h"

namespace patchgraph {

struct AnswerArguments {
  std::string format = "text";  // or "json"
  std::string output;           // a file; empty: standard output
  bool verbose = false;
};

// --format, --json, --verbose with its own help, and --output. `parsed` must
// outlive the parser.
void AddAnswerOptions(const std::string& verbose_help, CLI::App* parser,
                      AnswerArguments* parsed);

// Writes the report as JSON, or what `render` makes of it as text, where it was
// asked for.
absl::Status WriteAnswer(
    const google::protobuf::Message& report,
    absl::FunctionRef<std::string(const TextStyle&)> render,
    const AnswerArguments& arguments, const CliStreams& streams);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_ANSWER_H_
