#include "cli/input_arguments.h"

namespace patchgraph {
namespace {

constexpr char kNotes[] =
    "A STACK is one of the project file's (patchgraph.textproto, looked for\n"
    "from here upwards); without any, all of them are taken. A SERIES is "
    "named\n"
    "by its kind, place and base, such as quilt:debian/patches@v6.1,\n"
    "git:v6.1..vendor, mbox:fixes.mbox@v6.1 or sparse:overlay@v6.1; the kind "
    "may\n"
    "be left out where it is plain to see. A name that is both is the stack.\n"
    "A TREE is a git revision, a directory or a tar archive.\n"
    "\n";

// Options of fuzz and strip beyond this are a slip of the hand.
constexpr int kMostFuzz = 1000;
constexpr int kMostStrip = 1000;

}  // namespace

absl::string_view InputNotes() { return kNotes; }

void AddInputOptions(CLI::App* parser, absl::string_view what,
                     InputArguments* parsed) {
  parser->add_option("STACK|SERIES", parsed->stacks, std::string(what))
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
      ->add_option("--rules,--policy", parsed->rules,
                   "What paths are, what they weigh, what is let pass")
      ->type_name("FILE");
}

void AddReadingOptions(CLI::App* parser, InputArguments* parsed) {
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

}  // namespace patchgraph
