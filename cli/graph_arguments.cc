#include "cli/graph_arguments.h"

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "cli/arguments.h"
#include "cli/exit_status.h"
#include "engine/text/nearest_name.h"

namespace patchgraph {
namespace {

constexpr char kDescription[] =
    "Tells which patches of a stack need which others, and why: what can be\n"
    "taken alone, what has to come along, what falls with a patch. No tree is\n"
    "touched. Without a question: an overview.";

constexpr char kNotes[] =
    "A PATCH is a patch's name, its file name, \"stack/layer/patch\" or the "
    "end\n"
    "of that; of a commit also its id or any revision that names it.\n"
    "KINDS are of content (cannot be applied without), order (the edits "
    "touch),\n"
    "context (the text around is the other's), symbol and build (judgement, "
    "by\n"
    "names). Without --kinds all count for --needs, --needed-by and --why,\n"
    "content and order for --keystones and --cut, and those and context else.\n"
    "\n"
    "Examples:\n"
    "  patchgraph graph xen                          an overview\n"
    "  patchgraph graph xen --needs smp-alts.patch\n"
    "  patchgraph graph git:v2.6.16..v2.6.17 --linear --needs v2.6.17~5\n"
    "  patchgraph graph xen --keystones --onto v2.6.17\n"
    "  patchgraph graph xen --cut smp-alts.patch --squash\n"
    "  patchgraph graph xen --format svg -o xen.svg\n"
    "\n"
    "Exit status: 0 answered, also where parts of a stack do not apply to its\n"
    "base and had to be left out (the answer says which), 2 wrong usage or "
    "bad\n"
    "input.";

// What CLI11 fills in.
struct Given {
  std::vector<std::string> needs;
  std::vector<std::string> needed_by;
  std::vector<std::string> cut;
  std::vector<std::string> why;
  bool order = false;
  bool keystones = false;
  bool islands = false;
  std::string kinds;
  std::string format = "text";
  bool json = false;
};

void AddQuestions(CLI::App* parser, Given* given) {
  std::vector<CLI::Option*> questions;
  const auto about = [&](const char* name, std::vector<std::string>* patches,
                         const char* help) {
    questions.push_back(parser->add_option(name, *patches, help)
                            ->type_name("PATCH")
                            ->allow_extra_args(false)
                            ->group("Questions"));
  };
  const auto flag = [&](const char* name, bool* asked, const char* help) {
    questions.push_back(
        parser->add_flag(name, *asked, help)->group("Questions"));
  };
  about("--needs", &given->needs,
        "The smallest series that contains it, with the\n"
        "reasons; what the target has already is left out\n"
        "(may be given several times)");
  about("--needed-by", &given->needed_by, "What needs it, and why");
  flag("--order", &given->order,
       "Rounds of patches that can be reviewed or applied\n"
       "side by side");
  flag("--keystones", &given->keystones,
       "How many patches, and how many conflicts on the\n"
       "target, hang on each");
  flag("--islands", &given->islands, "Parts of the stack without ties");
  questions.push_back(
      parser->add_option("--why", given->why, "The path of reasons between two")
          ->type_name("PATCH PATCH")
          ->expected(2)
          ->group("Questions"));
  about("--cut", &given->cut,
        "What falls away with it: patches, hunks, and\n"
        "conflicts on the target");
  for (CLI::Option* one : questions) {
    for (CLI::Option* other : questions) {
      if (one != other) one->excludes(other);
    }
  }
}

void AddOutputOptions(CLI::App* parser, Given* given, GraphArguments* parsed) {
  parser
      ->add_option("--kinds", given->kinds,
                   "Which dependencies count, such as content,order")
      ->type_name("KINDS");
  parser
      ->add_option("--write", parsed->write,
                   "With --needs: write that series, made to go onto the\n"
                   "target or else the base, to a new or empty folder")
      ->type_name("DIR");
  parser->add_flag("--squash", parsed->squash,
                   "With --cut: count the conflicts of the stack as\n"
                   "one change, merged as git does");
  parser->add_flag("--fresh", parsed->fresh,
                   "Do not use the graph that is kept of a range of commits");
  CLI::Option* format = parser
                            ->add_option("--format", given->format,
                                         "text, json, dot or svg (a picture)")
                            ->type_name("FORMAT");
  CLI::Option* json = parser->add_flag("--json", given->json, "--format json");
  json->excludes(format);
  CLI::Option* verbose = parser->add_flag("-v,--verbose", parsed->verbose,
                                          "Fold nothing and cut nothing");
  CLI::Option* quiet =
      parser->add_flag("-q,--quiet", parsed->quiet,
                       "Print nothing; the exit status says whether it can be\n"
                       "answered");
  quiet->excludes(json)->excludes(verbose);
  parser
      ->add_option("-o,--output", parsed->output,
                   "Write to a file instead of standard output")
      ->type_name("FILE")
      ->excludes(quiet);
}

void SettleQuestion(const Given& given, GraphArguments* parsed) {
  const auto settle = [parsed](GraphQuestion question,
                               const std::vector<std::string>& patches) {
    parsed->question = question;
    parsed->patches = patches;
  };
  if (!given.needs.empty()) settle(GraphQuestion::kNeeds, given.needs);
  if (!given.needed_by.empty()) {
    settle(GraphQuestion::kNeededBy, given.needed_by);
  }
  if (!given.cut.empty()) settle(GraphQuestion::kCut, given.cut);
  if (!given.why.empty()) settle(GraphQuestion::kWhy, given.why);
  if (given.order) settle(GraphQuestion::kOrder, {});
  if (given.keystones) settle(GraphQuestion::kKeystones, {});
  if (given.islands) settle(GraphQuestion::kIslands, {});
}

absl::StatusOr<DependencyKinds> ParseKinds(const std::string& text) {
  std::vector<std::string> names;
  for (const DependencyKind kind : AllDependencyKinds()) {
    names.emplace_back(Name(kind));
  }
  DependencyKinds kinds;
  for (const absl::string_view wanted : absl::StrSplit(text, ',')) {
    bool found = false;
    for (const DependencyKind kind : AllDependencyKinds()) {
      if (Name(kind) != wanted) continue;
      kinds = kinds.With(kind);
      found = true;
    }
    if (found) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("graph: --kinds: there is no kind \"", wanted, "\", only ",
                     absl::StrJoin(names, ", "), DidYouMean(wanted, names)));
  }
  return kinds;
}

absl::Status SettleFormat(const Given& given, GraphArguments* parsed) {
  const std::pair<absl::string_view, GraphFormat> formats[] = {
      {"text", GraphFormat::kText},
      {"json", GraphFormat::kJson},
      {"dot", GraphFormat::kDot},
      {"svg", GraphFormat::kSvg},
  };
  const std::string wanted = given.json ? "json" : given.format;
  for (const auto& [name, format] : formats) {
    if (name != wanted) continue;
    parsed->format = format;
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("graph: --format: there is no format \"", wanted,
                   "\", only text, json, dot and svg"));
}

absl::Status Settle(const Given& given, GraphArguments* parsed) {
  SettleQuestion(given, parsed);
  parsed->kinds = DefaultKinds(parsed->question);
  if (!given.kinds.empty()) {
    const absl::StatusOr<DependencyKinds> kinds = ParseKinds(given.kinds);
    if (!kinds.ok()) return kinds.status();
    parsed->kinds = *kinds;
    parsed->kinds_given = true;
  }
  if (parsed->squash && parsed->question != GraphQuestion::kCut) {
    return absl::InvalidArgumentError(
        "graph: --squash: only --cut takes the stack as one change");
  }
  if (!parsed->write.empty() && parsed->question != GraphQuestion::kNeeds) {
    return absl::InvalidArgumentError(
        "graph: --write: only --needs makes a series to write");
  }
  return SettleFormat(given, parsed);
}

}  // namespace

absl::optional<int> ParseGraphArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    GraphArguments* parsed) {
  const std::unique_ptr<CLI::App> parser =
      MakeParser("graph", kDescription, absl::StrCat(InputNotes(), kNotes));
  Given given;
  AddInputOptions(parser.get(), "What to look at", &parsed->input);
  AddQuestions(parser.get(), &given);
  AddReadingOptions(parser.get(), &parsed->input);
  AddOutputOptions(parser.get(), &given, parsed);
  const absl::optional<int> status =
      ParseArguments(arguments, streams, parser.get());
  if (status.has_value()) return status;
  const absl::Status settled = Settle(given, parsed);
  if (!settled.ok()) return Fail(settled, streams);
  return absl::nullopt;
}

}  // namespace patchgraph
