#include "cli/db/db_arguments.h"

#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/db_option.h"
#include "cli/exit_status.h"
#include "engine/text/nearest_name.h"

namespace patchgraph {
namespace {

constexpr char kUsage[] =
    "What patchgraph keeps: runs and baselines, in the repository or in a\n"
    "team's database; resolutions; and graphs, which are only a cache.\n"
    "\n"
    "usage: patchgraph db ACTION [ARGUMENT...]\n"
    "\n"
    "  info      where it is, and how much there is\n"
    "  verify    whether all of it is sound\n"
    "  gc        let go of what is old\n"
    "  export    all of it as lines of text\n"
    "  import    what was exported, into what is here\n"
    "  migrate   to the tables of this patchgraph, or to another place\n"
    "\n"
    "  patchgraph db ACTION --help   what it takes, with an example\n"
    "\n"
    "Examples:\n"
    "  patchgraph db info\n"
    "  patchgraph db gc --keep 5 --dry-run\n"
    "  patchgraph db migrate --to postgresql://build.example.org/kernel\n"
    "\n"
    "Exit status: 0 done and sound, 1 not sound, 2 wrong usage or bad input.\n";

struct DbActionHelp {
  const char* name;
  DbAction action;
  const char* description;
  const char* notes;
};

constexpr DbActionHelp kDbActions[] = {
    {"info", DbAction::kInfo,
     "Says where runs, baselines, resolutions and graphs are kept, and how\n"
     "many there are.",
     "Examples:\n"
     "  patchgraph db info -v\n"
     "  patchgraph db info --db postgresql://build.example.org/kernel\n"
     "\n"
     "Exit status: 0 told, 1 something cannot be used, 2 wrong usage."},
    {"verify", DbAction::kVerify,
     "Reads everything that is kept and looks whether it is what was kept:\n"
     "pages and indexes, the id of each run and resolution, the bytes of each\n"
     "report, and that figures and findings are the report's.",
     "Example:\n"
     "  patchgraph db verify --json\n"
     "\n"
     "Exit status: 0 sound, 1 not sound, 2 wrong usage."},
    {"gc", DbAction::kGc,
     "Lets go of old reports. Their figures stay, so that trend lines go on;\n"
     "with --older-than, runs go with their figures. The newest run of each\n"
     "question (project, stacks and target) stays in any case.",
     "Example:\n"
     "  patchgraph db gc --keep 3 --older-than 365 --dry-run\n"
     "\n"
     "Exit status: 0 done, 2 wrong usage or bad input."},
    {"export", DbAction::kExport,
     "Writes all baselines, runs and resolutions, a line of JSON each. The\n"
     "same content gives the same bytes.",
     "Example:\n"
     "  patchgraph db export kernel.jsonl\n"
     "\n"
     "Exit status: 0 written, 2 wrong usage or bad input."},
    {"import", DbAction::kImport,
     "Adds what was exported to what is here. What is known stays as it is;\n"
     "an import that was interrupted is simply run again.",
     "Example:\n"
     "  patchgraph db import kernel.jsonl\n"
     "\n"
     "Exit status: 0 imported, 2 wrong usage or bad input."},
    {"migrate", DbAction::kMigrate,
     "Brings the tables to the version of this patchgraph; with --to, copies\n"
     "runs and baselines to another file or database. Nothing is removed here.",
     "Example:\n"
     "  patchgraph db migrate --to postgresql://build.example.org/kernel\n"
     "\n"
     "Exit status: 0 done, 2 wrong usage or bad input."},
};

const DbActionHelp* FindDbAction(const std::string& name) {
  for (const DbActionHelp& action : kDbActions) {
    if (action.name == name) return &action;
  }
  return nullptr;
}

int NoSuchDbAction(const std::string& name, const CliStreams& streams) {
  std::vector<std::string> names;
  for (const DbActionHelp& action : kDbActions) names.emplace_back(action.name);
  return Fail(absl::InvalidArgumentError(absl::StrCat(
                  "db: there is no \"", name, "\", only info, verify, gc, ",
                  "export, import and migrate", DidYouMean(name, names))),
              streams);
}

void AddDbActionOptions(CLI::App* parser, DbArguments* parsed) {
  switch (parsed->action) {
    case DbAction::kInfo:
      parser->add_flag("-v,--verbose", parsed->verbose,
                       "Each run that is kept, the one seen last at the end");
      [[fallthrough]];
    case DbAction::kVerify:
      parser->add_flag("--json", parsed->json, "For programs");
      break;
    case DbAction::kGc:
      parser
          ->add_option("--keep", parsed->keep,
                       "Whole reports to keep of each question (10)")
          ->type_name("N")
          ->check(CLI::Range(1, 1000000));
      parser
          ->add_option("--older-than", parsed->older_than,
                       "Let go of runs that were last seen so long ago")
          ->type_name("DAYS")
          ->check(CLI::Range(1, 100000));
      parser->add_flag("--graphs", parsed->graphs,
                       "Let go of all kept graphs as well");
      parser->add_flag("-n,--dry-run", parsed->dry_run,
                       "Only say what would go");
      break;
    case DbAction::kExport:
      parser
          ->add_option("FILE", parsed->file,
                       "The file to write; else standard output")
          ->type_name("");
      break;
    case DbAction::kImport:
      parser->add_option("FILE", parsed->file, "The file to read")
          ->type_name("")
          ->required();
      break;
    case DbAction::kMigrate:
      parser
          ->add_option("--to", parsed->to,
                       "The file or the address to copy everything to")
          ->type_name("PLACE");
      break;
  }
}

}  // namespace

absl::optional<int> ParseDbArguments(const std::vector<std::string>& arguments,
                                     const CliStreams& streams,
                                     DbArguments* parsed) {
  if (arguments.empty()) {
    return Fail(absl::InvalidArgumentError(
                    "db: an action is missing (see patchgraph db --help)"),
                streams);
  }
  const std::string& name = arguments.front();
  if (name == "--help" || name == "-h") {
    streams.out << kUsage;
    return kExitClean;
  }
  const DbActionHelp* action = FindDbAction(name);
  if (action == nullptr) return NoSuchDbAction(name, streams);
  parsed->action = action->action;
  const std::unique_ptr<CLI::App> parser =
      MakeParser(absl::StrCat("db ", name), action->description, action->notes);
  AddDbActionOptions(parser.get(), parsed);
  AddDbOption(parser.get(), &parsed->database);
  parser->add_option("--config", parsed->config, "The project file")
      ->type_name("FILE");
  parser
      ->add_option("--repository", parsed->repository,
                   "The git repository to look at")
      ->type_name("DIR");
  return ParseArguments({arguments.begin() + 1, arguments.end()}, streams,
                        parser.get());
}

}  // namespace patchgraph
