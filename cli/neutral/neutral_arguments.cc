#include "cli/neutral/neutral_arguments.h"

#include <memory>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "cli/answer.h"
#include "cli/arguments.h"

namespace patchgraph {
namespace {

constexpr char kDescription[] =
    "Tells whether a kernel that is built without a stack's feature is the "
    "kernel\n"
    "that there was before. For every file that the stack changes the answer "
    "is\n"
    "neutral (proven), changed (with the hunks that reach the build) or "
    "unknown (and\n"
    "why). Names what no longer compiles, and where the feature cannot be "
    "turned\n"
    "off. No tree is touched.";

constexpr char kNotes[] =
    "Without --off the feature is what the stack introduces: the symbols that "
    "its\n"
    "other symbols depend on. A flavour of the project file (flavour { name: "
    "\"686\"\n"
    "defconfig: \"arch/i386/defconfig\" }) gets an answer of its own, for a "
    "kernel that\n"
    "is configured so.\n"
    "\n"
    "--build lays both trees out in a folder that goes away, with a .config "
    "if one\n"
    "--flavour is given. The command finds the stack's files in "
    "$PATCHGRAPH_FILES, and\n"
    "\"base\" or \"patched\" in $PATCHGRAPH_TREE.\n"
    "\n"
    "Examples:\n"
    "  patchgraph neutral xen --off CONFIG_XEN\n"
    "  patchgraph neutral xen --off XEN --onto v2.6.17\n"
    "  patchgraph neutral xen --off XEN --suggest -o guards.patch\n"
    "  patchgraph neutral xen --off XEN --flavour 686 \\\n"
    "    --build 'make oldconfig && make -k -j8' --timeout 3600\n"
    "  patchgraph neutral quilt:debian/patches@v6.1 -v\n"
    "\n"
    "Exit status: 0 nothing differs (what is unknown is said, and does not "
    "count),\n"
    "1 something does: a file, a break, or the feature cannot be turned off, "
    "2 wrong\n"
    "usage or bad input.";

// What is wrong with a number of seconds; empty: nothing.
std::string SecondsProblem(const std::string& text) {
  double seconds = 0;
  return absl::SimpleAtod(text, &seconds) && seconds > 0
             ? std::string()
             : absl::StrCat(text, " is no number of seconds above 0");
}

}  // namespace

absl::optional<int> ParseNeutralArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    NeutralArguments* parsed) {
  const std::unique_ptr<CLI::App> parser =
      MakeParser("neutral", kDescription, absl::StrCat(InputNotes(), kNotes));
  AddInputOptions(parser.get(), "Whose feature", &parsed->input);
  AddReadingOptions(parser.get(), &parsed->input);
  parser
      ->add_option("--off", parsed->off,
                   "A symbol of the feature, CONFIG_ or not (may be\n"
                   "given several times)")
      ->type_name("SYMBOL")
      ->allow_extra_args(false);
  parser
      ->add_option("--flavour", parsed->flavours,
                   "Answer for this flavour of the project file alone\n"
                   "(may be given several times)")
      ->type_name("NAME")
      ->allow_extra_args(false);
  AddAnswerOptions(
      "All files, each hunk that reaches the build, and the\n"
      "patches that it comes from",
      parser.get(), &parsed->answer);
  CLI::Option* suggest = parser->add_flag(
      "--suggest", parsed->suggest,
      "Print a patch for the top of the stack instead: guards\n"
      "that are proven to keep hunks out of the build");
  suggest->excludes("--format");
  suggest->excludes("--json");
  CLI::Option* build =
      parser
          ->add_option("--build", parsed->build,
                       "Run a command in the base and in the patched tree,\n"
                       "and tell what only the second complains about")
          ->type_name("COMMAND")
          ->excludes(suggest);
  parser->add_option("--timeout", parsed->timeout, "Stop each build then")
      ->type_name("SECONDS")
      ->check(CLI::Validator(SecondsProblem, ""))
      ->needs(build);
  parser
      ->add_option("--jobs", parsed->jobs,
                   "1: build one tree after the other. Default: 2")
      ->type_name("N")
      ->check(CLI::Range(1, 2).description(""))
      ->needs(build);
  return ParseArguments(arguments, streams, parser.get());
}

}  // namespace patchgraph
