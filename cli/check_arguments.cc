#include "cli/check_arguments.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/db_option.h"

namespace patchgraph {
namespace {

constexpr char kDescription[] =
    "Tells what becomes of every patch, file and hunk of a stack: whether it\n"
    "applies to its own base, and what becomes of it on another tree. Several\n"
    "stacks are compared with each other as well, even where each is clean "
    "alone:\n"
    "what both change, what both add, and in which order they are merged with\n"
    "the fewest conflicts. No tree is touched.";

constexpr char kNotes[] =
    "Examples:\n"
    "  patchgraph check                              all stacks of the "
    "project\n"
    "  patchgraph check xen --onto v2.6.17\n"
    "  patchgraph check xen --squash --without smp-alts.patch\n"
    "  patchgraph check xen rt --onto v2.6.17 --first xen\n"
    "  patchgraph check quilt:debian/patches@v6.1 --onto v6.6 --json\n"
    "\n"
    "With --auto=safe resolvers settle conflicts of lines that they have been\n"
    "measured to be sure of: patches that come later meet the resolved text, "
    "and each\n"
    "region is named with its resolver, reason and confidence. --auto=propose "
    "takes\n"
    "the likeliest text everywhere. Without it, clean means that git would "
    "agree.\n"
    "\n"
    "Exit status: 0 clean, 1 conflicts (with a tree or between stacks) or "
    "masked\n"
    "hunks, 2 wrong usage or bad input. With --auto, 0 also where all "
    "conflicts "
    "are\n"
    "resolved, as nothing is left for a person to decide.";

void AddBaselineOptions(CLI::App* parser, CheckArguments* parsed) {
  parser
      ->add_option("--save", parsed->save,
                   "Keep the conflicts, for a later --against")
      ->type_name("NAME");
  parser
      ->add_option("--against", parsed->against,
                   "Say what is new and what is gone since --save NAME")
      ->type_name("NAME");
  AddDbOption(parser, &parsed->database);
}

void AddOutputOptions(CLI::App* parser, CheckArguments* parsed) {
  parser
      ->add_option("--first", parsed->first,
                   "Of several stacks, the one that has to be merged first")
      ->type_name("STACK");
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
      MakeParser("check", kDescription, absl::StrCat(InputNotes(), kNotes));
  AddInputOptions(parser.get(), "What to check", &parsed->input);
  parser->add_flag("--squash", parsed->squash,
                   "Take each stack as one change, merged as git does");
  AddReadingOptions(parser.get(), &parsed->input);
  parser
      ->add_option("--auto", parsed->resolve,
                   "Settle conflicts: safe takes what resolvers are sure of,\n"
                   "propose their best guess everywhere (off)")
      ->type_name("MODE")
      ->check(CLI::IsMember({"safe", "propose", "off"}).description(""));
  AddOutputOptions(parser.get(), parsed);
  AddBaselineOptions(parser.get(), parsed);
  return ParseArguments(arguments, streams, parser.get());
}

}  // namespace patchgraph
