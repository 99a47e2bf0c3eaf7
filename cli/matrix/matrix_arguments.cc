#include "cli/matrix/matrix_arguments.h"

#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/db_option.h"
#include "cli/exit_status.h"
#include "cli/matrix/matrix_lists.h"
#include "cli/report/report_arguments.h"

namespace patchgraph {
namespace {

constexpr char kDescription[] =
    "Makes the report of every stack on every target, where one machine would\n"
    "take too long: lists the jobs for a scheduler, runs a share of them, and\n"
    "makes one report of what all shares found. They meet in one database; a\n"
    "share that died is simply run again, and finished jobs are passed over.";

constexpr char kNotes[] =
    "Examples:\n"
    "  patchgraph matrix --onto v6.6,v6.12 --list github\n"
    "  sbatch --array=$(patchgraph matrix --list slurm) patchgraph.sbatch\n"
    "  patchgraph matrix --shard 3/8 --db postgresql://db.example.org/kernel\n"
    "  patchgraph matrix --shard env/8      which one the scheduler says\n"
    "  patchgraph matrix --report --format markdown\n"
    "\n"
    "Exit status: 0 done, 1 the report lacks jobs, 2 wrong usage or bad "
    "input,\n"
    "or a job of the share that could not be done.";

void AddJobOptions(CLI::App* parser, MatrixArguments* parsed) {
  parser
      ->add_option("--stacks", parsed->stacks,
                   "Stacks or series, with commas between; else all\n"
                   "of the project")
      ->type_name("STACK,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  parser
      ->add_option("--onto", parsed->targets,
                   "Trees to move to, with commas between; else the\n"
                   "project's")
      ->type_name("TREE,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  parser->add_option("--config", parsed->input.config, "The project file")
      ->type_name("FILE");
  parser
      ->add_option("--repository", parsed->input.repository,
                   "The git repository that has the revisions")
      ->type_name("DIR");
  parser
      ->add_option("--rules,--policy", parsed->input.rules,
                   "What paths are, and what they weigh")
      ->type_name("FILE");
  AddReadingOptions(parser, &parsed->input);
  AddReportQuestionOptions(parser, &parsed->question);
  AddDbOption(parser, &parsed->database);
}

void AddActionOptions(CLI::App* parser, MatrixArguments* parsed) {
  parser
      ->add_option("--list", parsed->list,
                   "Print the jobs: json, github, gitlab, slurm or\n"
                   "kubernetes")
      ->type_name("FORM")
      ->check(CLI::IsMember(MatrixListForms()).description(""));
  parser
      ->add_option("--shards", parsed->shares,
                   "With --list: shares of the jobs, so many at most")
      ->type_name("N")
      ->check(CLI::Range(1, 1000000));
  parser
      ->add_option("--shard", parsed->shard,
                   "Run this share of the jobs: 3/8, or env/8 where the\n"
                   "scheduler says which")
      ->type_name("I/N");
  parser->add_flag("--report", parsed->report,
                   "Report on all jobs, by what their runs found");
  parser
      ->add_option("--format", parsed->format,
                   "Of the report: text, markdown or json")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "markdown", "json"}).description(""));
  parser
      ->add_option("-o,--output", parsed->output,
                   "Write to a file instead of standard output")
      ->type_name("FILE");
}

// An option that would have no effect; empty: none.
std::string StrayOption(const MatrixArguments& parsed, bool has_format) {
  if (parsed.shares > 0 && parsed.list.empty()) {
    return "--shards goes with --list";
  }
  if (has_format && !parsed.report) return "--format goes with --report";
  if (!parsed.output.empty() && !parsed.shard.empty()) {
    return "--output goes with --list or --report; what a share finds is kept "
           "in the database";
  }
  return "";
}

}  // namespace

absl::optional<int> ParseMatrixArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    MatrixArguments* parsed) {
  const std::unique_ptr<CLI::App> parser =
      MakeParser("matrix", kDescription, kNotes);
  AddJobOptions(parser.get(), parsed);
  AddActionOptions(parser.get(), parsed);
  const auto status = ParseArguments(arguments, streams, parser.get());
  if (status.has_value()) return status;
  parsed->question.fuzz = parsed->input.fuzz;
  const int actions = (parsed->list.empty() ? 0 : 1) +
                      (parsed->shard.empty() ? 0 : 1) +
                      (parsed->report ? 1 : 0);
  const std::string wrong =
      actions == 1 ? StrayOption(*parsed, parser->count("--format") > 0)
                   : "give one of --list, --shard and --report";
  if (wrong.empty()) return absl::nullopt;
  return Fail(absl::InvalidArgumentError(absl::StrCat("matrix: ", wrong)),
              streams);
}

}  // namespace patchgraph
