#include "cli/report/report_arguments.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/db_option.h"
#include "cli/report/shell_word.h"

namespace patchgraph {
namespace {

constexpr char kDescription[] =
    "Tells what it costs to carry stacks: the answer (carry, carry switched "
    "off, or do\n"
    "not carry) with its reasons and what would change it, the merge as it is "
    "today,\n"
    "the kernel without the feature, the files that were copied and rot, what "
    "is\n"
    "touched, and the years after. No tree is touched.";

constexpr char kNotes[] =
    "Parts are landed, causes, graph, neutral, drift, footprint, forecast, and "
    "changes\n"
    "(what would change the answer). One that cannot be had, as there is no "
    "history or\n"
    "no feature, is left out with a word.\n"
    "\n"
    "Examples:\n"
    "  patchgraph report xen --onto v2.6.17\n"
    "  patchgraph report xen --off XEN --format markdown -o report.md\n"
    "  patchgraph report quilt:debian/patches@v6.1 --onto v6.6 --format json\n"
    "  patchgraph report git:v6.1..rt --onto v6.6 --leave-out neutral\n"
    "\n"
    "Exit status: 0 whatever the answer is (patchgraph gate judges), 2 wrong "
    "usage or\n"
    "bad input.";

// The part of that name; nullopt where there is none.
absl::optional<ReportPart> PartNamed(absl::string_view name) {
  for (int part = 0; part < kReportParts; ++part) {
    if (Name(static_cast<ReportPart>(part)) == name) {
      return static_cast<ReportPart>(part);
    }
  }
  return absl::nullopt;
}

std::vector<std::string> PartNames() {
  std::vector<std::string> names;
  names.reserve(kReportParts);
  for (int part = 0; part < kReportParts; ++part) {
    names.emplace_back(Name(static_cast<ReportPart>(part)));
  }
  return names;
}

std::set<ReportPart> PartsNamed(const std::vector<std::string>& names) {
  std::set<ReportPart> parts;
  for (const std::string& name : names) parts.insert(*PartNamed(name));
  return parts;
}

void LeaveOutAllBut(const std::set<ReportPart>& wanted,
                    ReportQuestion* question) {
  for (int part = 0; part < kReportParts; ++part) {
    if (wanted.count(static_cast<ReportPart>(part)) == 0) {
      question->left_out.insert(static_cast<ReportPart>(part));
    }
  }
}

// The options with which another command reads the same stacks.
std::string OptionsOf(const InputArguments& input) {
  std::string options;
  const auto add = [&options](absl::string_view name,
                              const std::string& value) {
    if (value.empty()) return;
    absl::StrAppend(&options, " ", name, " ", ShellWord(value));
  };
  add("--base", input.base);
  add("--config", input.config);
  add("--repository", input.repository);
  add("--rules", input.rules);
  for (const std::string& patch : input.without) add("--without", patch);
  if (input.fuzz > 0) add("--fuzz", absl::StrCat(input.fuzz));
  if (input.strip >= 0) add("--strip", absl::StrCat(input.strip));
  if (input.linear) absl::StrAppend(&options, " --linear");
  return options;
}

}  // namespace

void AddReportQuestionOptions(CLI::App* parser, ReportQuestion* question) {
  parser
      ->add_option("--off", question->off,
                   "A symbol of the feature, CONFIG_ or not (may be\n"
                   "given several times)")
      ->type_name("SYMBOL")
      ->allow_extra_args(false);
  CLI::Option* only =
      parser
          ->add_option_function<std::vector<std::string>>(
              "--only",
              [question](const std::vector<std::string>& names) {
                LeaveOutAllBut(PartsNamed(names), question);
              },
              "This part alone beside the merge (may be given\n"
              "several times)")
          ->type_name("PART")
          ->allow_extra_args(false)
          ->check(CLI::IsMember(PartNames()).description(""));
  parser
      ->add_option_function<std::vector<std::string>>(
          "--leave-out",
          [question](const std::vector<std::string>& names) {
            question->left_out = PartsNamed(names);
          },
          "Not this part (may be given several times)")
      ->type_name("PART")
      ->allow_extra_args(false)
      ->check(CLI::IsMember(PartNames()).description(""))
      ->excludes(only);
}

absl::optional<int> ParseReportArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    ReportArguments* parsed) {
  const std::unique_ptr<CLI::App> parser =
      MakeParser("report", kDescription, absl::StrCat(InputNotes(), kNotes));
  AddInputOptions(parser.get(), "What is to be carried", &parsed->input);
  AddReadingOptions(parser.get(), &parsed->input);
  AddReportQuestionOptions(parser.get(), &parsed->question);
  AddDbOption(parser.get(), &parsed->database);
  CLI::Option* format =
      parser
          ->add_option("--format", parsed->format,
                       "text, markdown, html or json")
          ->type_name("FORMAT")
          ->check(CLI::IsMember({"text", "markdown", "html", "json"})
                      .description(""));
  parser
      ->add_flag_callback(
          "--json", [parsed] { parsed->format = "json"; }, "--format json")
      ->excludes(format);
  parser->add_flag("-v,--verbose", parsed->verbose,
                   "Of text: fold nothing and cut nothing");
  parser
      ->add_option("-o,--output", parsed->output,
                   "Write to a file instead of standard output")
      ->type_name("FILE");
  const absl::optional<int> status =
      ParseArguments(arguments, streams, parser.get());
  parsed->question.fuzz = parsed->input.fuzz;
  parsed->question.named = parsed->input.stacks;
  parsed->question.options = OptionsOf(parsed->input);
  return status;
}

}  // namespace patchgraph
