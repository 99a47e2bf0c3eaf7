#include "cli/check_arguments.h"

#include <memory>

#include "cli/arguments.h"

namespace patchgraph {
namespace {

constexpr char kDescription[] =
    "Tells what becomes of every patch, file and hunk of a stack: whether it\n"
    "applies to its own base, and what becomes of it on another tree. No tree\n"
    "is touched.";

constexpr char kNotes[] =
    "A STACK is one of the project file's (patchgraph.textproto, looked for\n"
    "from here upwards); without any all of them are checked. A SERIES is "
    "named\n"
    "by its kind, place and base, such as quilt:debian/patches@v6.1,\n"
    "git:v6.1..vendor, mbox:fixes.mbox@v6.1 or sparse:overlay@v6.1; the kind "
    "may\n"
    "be left out where it is plain to see. A name that is both is the stack.\n"
    "A TREE is a git revision, a directory or a tar archive.\n"
    "\n"
    "Examples:\n"
    "  patchgraph check                              all stacks of the "
    "project\n"
    "  patchgraph check xen --onto v2.6.17\n"
    "  patchgraph check xen --squash --without smp-alts.patch\n"
    "  patchgraph check quilt:debian/patches@v6.1 --onto v6.6 --json\n"
    "\n"
    "Exit status: 0 clean, 1 conflicts or masked hunks, 2 wrong usage or bad\n"
    "input.";

// Options of fuzz and strip beyond this are a slip of the hand.
constexpr int kMostFuzz = 1000;
constexpr int kMostStrip = 1000;

void AddInputOptions(CLI::App* parser, CheckArguments* parsed) {
  parser->add_option("STACK|SERIES", parsed->stacks, "What to check")
      ->type_name("");
  CLI::Option* onto = parser->add_option(
      "--onto", parsed->onto, "The tree to move to; else the project's");
  onto->type_name("TREE");
  parser
      ->add_flag("--base-only", parsed->base_only,
                 "Move to no tree, not the project's either")
      ->excludes(onto);
  parser
      ->add_option("--base", parsed->base,
                   "The base of every series that names none itself")
      ->type_name("TREE");
  parser
      ->add_option("--without", parsed->without,
                   "Leave this patch out (may be given several times)")
      ->type_name("PATCH")
      ->allow_extra_args(false);
  parser->add_option("--config", parsed->config, "The project file")
      ->type_name("FILE");
  parser
      ->add_option("--repository", parsed->repository,
                   "The git repository that has the revisions")
      ->type_name("DIR");
  parser
      ->add_option("--rules", parsed->rules,
                   "Which path belongs to which subsystem")
      ->type_name("FILE");
}

void AddBaselineOptions(CLI::App* parser, CheckArguments* parsed) {
  parser
      ->add_option("--save", parsed->save,
                   "Keep the conflicts, for a later --against")
      ->type_name("NAME");
  parser
      ->add_option("--against", parsed->against,
                   "Say what is new and what is gone since --save NAME")
      ->type_name("NAME");
  parser
      ->add_option("--db", parsed->database,
                   "Where they are kept; else in the git repository")
      ->type_name("FILE");
}

void AddReadingOptions(CLI::App* parser, CheckArguments* parsed) {
  parser->add_flag("--squash", parsed->squash,
                   "Take each stack as one change, merged as git does");
  parser
      ->add_option("--fuzz", parsed->fuzz,
                   "Let hunks leave out so many lines of context (0)")
      ->type_name("N")
      ->check(CLI::Range(0, kMostFuzz).description(""));
  parser
      ->add_option("--strip", parsed->strip,
                   "Take so many folders off the paths in patches, as\n"
                   "patch -pN; else found by looking at the base")
      ->type_name("N")
      ->check(CLI::Range(0, kMostStrip).description(""));
  parser->add_flag("--linear", parsed->linear,
                   "Leave a git range's merges out, not refuse them");
}

void AddOutputOptions(CLI::App* parser, CheckArguments* parsed) {
  CLI::Option* json =
      parser->add_flag("--json", parsed->json, "Print JSON instead of text");
  CLI::Option* verbose = parser->add_flag("-v,--verbose", parsed->verbose,
                                          "Fold nothing and cut nothing");
  CLI::Option* quiet = parser->add_flag(
      "-q,--quiet", parsed->quiet, "Print nothing; the exit status says it");
  quiet->excludes(json)->excludes(verbose);
  parser
      ->add_option("-o,--output", parsed->output,
                   "Write to a file instead of standard output")
      ->type_name("FILE")
      ->excludes(quiet);
}

}  // namespace

absl::optional<int> ParseCheckArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    CheckArguments* parsed) {
  const std::unique_ptr<CLI::App> parser =
      MakeParser("check", kDescription, kNotes);
  AddInputOptions(parser.get(), parsed);
  AddReadingOptions(parser.get(), parsed);
  AddOutputOptions(parser.get(), parsed);
  AddBaselineOptions(parser.get(), parsed);
  return ParseArguments(arguments, streams, parser.get());
}

}  // namespace patchgraph
