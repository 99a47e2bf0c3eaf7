#include "cli/answer.h"

#include "cli/output_file.h"
#include "engine/report/report_json.h"

namespace patchgraph {

void AddAnswerOptions(const std::string& verbose_help, CLI::App* parser,
                      AnswerArguments* parsed) {
  CLI::Option* format =
      parser->add_option("--format", parsed->format, "text or json")
          ->type_name("FORMAT")
          ->check(CLI::IsMember({"text", "json"}).description(""));
  parser
      ->add_flag_callback(
          "--json", [parsed] { parsed->format = "json"; }, "--format json")
      ->excludes(format);
  parser->add_flag("-v,--verbose", parsed->verbose, verbose_help);
  parser
      ->add_option("-o,--output", parsed->output,
                   "Write to a file instead of standard output")
      ->type_name("FILE");
}

absl::Status WriteAnswer(
    const google::protobuf::Message& report,
    absl::FunctionRef<std::string(const TextStyle&)> render,
    const AnswerArguments& arguments, const CliStreams& streams) {
  const std::string text =
      arguments.format == "json"
          ? ToJson(report)
          : render(StyleFor(arguments.output, arguments.verbose, streams));
  return WriteOutput(text, arguments.output, streams);
}

}  // namespace patchgraph
