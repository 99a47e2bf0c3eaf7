#include "cli/merge_file/merge_file_arguments.h"

#include <memory>

#include "absl/status/status.h"
#include "cli/arguments.h"
#include "cli/exit_status.h"

namespace patchgraph {
namespace {

constexpr size_t kSides = 3;
constexpr int kWidestMarker = 1000;

constexpr char kDescription[] =
    "Merges two changes of one file, as git does, and settles what git leaves\n"
    "in conflict where that has been measured to be safe. What merges cleanly\n"
    "is never changed. Every resolution is named, with its reason and how\n"
    "often such a one has been right.";

constexpr char kNotes[] =
    "The text goes to standard output, and what was done to each conflict to\n"
    "standard error. The history of both sides makes many more conflicts\n"
    "plain: name their commits where you can. As a merge driver of git\n"
    "(patchgraph install-merge-driver) they are found without that.\n"
    "\n"
    "Examples:\n"
    "  patchgraph merge-file base.c ours.c theirs.c --output merged.c\n"
    "  patchgraph merge-file base.c ours.c theirs.c --path kernel/timer.c \\\n"
    "      --ours-rev HEAD --theirs-rev topic --git-dir ~/linux\n"
    "\n"
    "Exit status: 0 nothing is left in conflict, 1 something is, 2 wrong "
    "usage\n"
    "or a file that cannot be read.";

void AddSides(CLI::App* parser, MergeFileArguments* parsed) {
  parser->add_option("BASE", parsed->base, "What both sides have changed")
      ->type_name("")
      ->required();
  parser->add_option("OURS", parsed->ours, "The file with our change")
      ->type_name("")
      ->required();
  parser->add_option("THEIRS", parsed->theirs, "The file with their change")
      ->type_name("")
      ->required();
}

void AddHistoryOptions(CLI::App* parser, MergeFileArguments* parsed) {
  parser
      ->add_option("--ours-rev", parsed->ours_revision,
                   "The commit that OURS is from")
      ->type_name("REV");
  parser
      ->add_option("--theirs-rev", parsed->theirs_revision,
                   "The commit that THEIRS is from")
      ->type_name("REV");
  parser
      ->add_option("--path", parsed->path,
                   "The file's path in the tree (the name of OURS)")
      ->type_name("PATH");
  parser
      ->add_option("--git-dir", parsed->git_dir,
                   "The repository of the commits (GIT_DIR, or the one we\n"
                   "stand in)")
      ->type_name("DIR");
}

void AddOutputOptions(CLI::App* parser, MergeFileArguments* parsed) {
  parser
      ->add_option("-o,--output", parsed->output,
                   "Write the text to a file instead, whole or not at all")
      ->type_name("FILE");
  parser
      ->add_option("--proposals", parsed->proposals,
                   "Write the likeliest texts of the whole file to DIR/1,\n"
                   "DIR/2 and DIR/3")
      ->type_name("DIR");
  parser
      ->add_option("--report", parsed->report,
                   "Write what was done to a file, as JSON")
      ->type_name("FILE");
  parser->add_flag("--json", parsed->json,
                   "Print what was done as JSON, and no text; the text is\n"
                   "for --output");
  parser->add_flag("-q,--quiet", parsed->quiet,
                   "Do not say what was done to each conflict");
}

// What CLI11 fills in as words.
struct GivenWords {
  std::string layout;
  bool driver = false;
  bool mergetool = false;
};

void AddMarkerOptions(CLI::App* parser, MergeFileArguments* parsed,
                      GivenWords* given) {
  parser
      ->add_option("--style", given->layout,
                   "How conflicts are laid out: merge, diff3 or zdiff3 (as\n"
                   "merge.conflictStyle says)")
      ->type_name("STYLE")
      ->check(CLI::IsMember({"merge", "diff3", "zdiff3"}).description(""));
  parser
      ->add_option("-L,--label", parsed->labels,
                   "What stands behind the markers: of OURS, then BASE, then\n"
                   "THEIRS")
      ->type_name("LABEL")
      ->expected(1)
      ->take_all();
  parser
      ->add_option("--marker-size", parsed->marker_size,
                   "How many letters a marker has (7)")
      ->type_name("N")
      ->check(CLI::Range(0, kWidestMarker).description(""));
}

void AddUses(CLI::App* parser, GivenWords* given) {
  CLI::Option* driver = parser->add_flag(
      "--driver", given->driver,
      "As git's merge driver: the text replaces OURS, and the\n"
      "commits are found from what git is doing");
  parser
      ->add_flag("--mergetool", given->mergetool,
                 "As git's mergetool: the commits are found likewise")
      ->excludes(driver);
}

absl::Status Settle(const GivenWords& given, MergeFileArguments* parsed) {
  parsed->mode = *AutoModeNamed(parsed->mode_name);
  if (!given.layout.empty()) {
    parsed->layout = ConflictLayoutNamed(given.layout);
  }
  if (given.driver) parsed->use = MergeFileUse::kDriver;
  if (given.mergetool) parsed->use = MergeFileUse::kMergetool;
  if (parsed->labels.size() > kSides) {
    return absl::InvalidArgumentError(
        "merge-file: --label can be given three times and no more");
  }
  if (given.driver && !parsed->output.empty()) {
    return absl::InvalidArgumentError(
        "merge-file: with --driver the text goes to OURS, not to --output");
  }
  return absl::OkStatus();
}

}  // namespace

absl::optional<int> ParseMergeFileArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    MergeFileArguments* parsed) {
  const std::unique_ptr<CLI::App> parser =
      MakeParser("merge-file", kDescription, kNotes);
  GivenWords given;
  AddSides(parser.get(), parsed);
  parser
      ->add_option("--auto", parsed->mode_name,
                   "safe: what is safe is applied, the rest is proposed (the\n"
                   "default); propose: the best proposal is applied\n"
                   "everywhere; off: git's own merge")
      ->type_name("MODE")
      ->check(CLI::IsMember({"safe", "propose", "off"}).description(""));
  AddHistoryOptions(parser.get(), parsed);
  AddOutputOptions(parser.get(), parsed);
  AddMarkerOptions(parser.get(), parsed, &given);
  AddUses(parser.get(), &given);
  const absl::optional<int> status =
      ParseArguments(arguments, streams, parser.get());
  if (status.has_value()) return status;
  const absl::Status settled = Settle(given, parsed);
  if (!settled.ok()) return Fail(settled, streams);
  return absl::nullopt;
}

}  // namespace patchgraph
