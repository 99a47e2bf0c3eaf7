#include "cli/resolutions/resolutions_arguments.h"

#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/exit_status.h"
#include "engine/text/nearest_name.h"

namespace patchgraph {
namespace {

constexpr char kUsage[] =
    "How conflicts were resolved is remembered in the repository, to be\n"
    "proposed when the same conflict comes again.\n"
    "\n"
    "usage: patchgraph resolutions ACTION [ARGUMENT...]\n"
    "\n"
    "  list      what is remembered\n"
    "  show      one of them: the sides and the result\n"
    "  apply     put one in the place of its conflict in a file\n"
    "  forget    remember them no more\n"
    "  export    to a file, or to the ref that git pushes\n"
    "  import    from a file, from a ref that git fetched, or from git rerere\n"
    "\n"
    "  patchgraph resolutions ACTION --help   what it takes, with an example\n"
    "\n"
    "Examples:\n"
    "  patchgraph resolutions list\n"
    "  patchgraph resolutions export --ref\n"
    "  git push origin refs/patchgraph/resolutions\n"
    "\n"
    "Exit status: 0 done, 2 wrong usage or bad input.\n";

struct ActionHelp {
  const char* name;
  ResolutionsAction action;
  const char* description;
  const char* notes;
};

constexpr ActionHelp kActions[] = {
    {"list", ResolutionsAction::kList,
     "Lists what is remembered: id, day, path, patch and name.",
     "Example:\n"
     "  patchgraph resolutions list --path kernel/timer.c\n"
     "\n"
     "Exit status: 0 listed, 2 wrong usage or bad input."},
    {"show", ResolutionsAction::kShow,
     "Shows what the sides of a conflict had, and what it was resolved to.",
     "An ID may be cut after four digits, as long as it names one alone.\n"
     "\n"
     "Example:\n"
     "  patchgraph resolutions show 0123456789ab\n"
     "\n"
     "Exit status: 0 shown, 2 wrong usage or bad input."},
    {"apply", ResolutionsAction::kApply,
     "Puts a resolution in the place of the conflict that it is about, in a\n"
     "file with conflict markers. Sides and base have to be the same; what is\n"
     "around may differ.",
     "Example:\n"
     "  patchgraph resolutions apply 0123456789ab kernel/timer.c\n"
     "\n"
     "Exit status: 0 applied, 2 wrong usage or bad input."},
    {"forget", ResolutionsAction::kForget,
     "Remembers them no more, here. What was pushed stays where it is, and\n"
     "comes back with an import.",
     "Example:\n"
     "  patchgraph resolutions forget 0123456789ab\n"
     "\n"
     "Exit status: 0 forgotten, 2 wrong usage or bad input."},
    {"export", ResolutionsAction::kExport,
     "Writes all that is remembered to a file, or adds it to the ref\n"
     "refs/patchgraph/resolutions, as a commit.",
     "Examples:\n"
     "  patchgraph resolutions export resolutions.textproto\n"
     "  patchgraph resolutions export --ref\n"
     "  git push origin refs/patchgraph/resolutions\n"
     "\n"
     "Exit status: 0 written, 2 wrong usage or bad input."},
    {"import", ResolutionsAction::kImport,
     "Remembers what somebody else resolved, or git rerere. What is "
     "remembered\n"
     "already stays.",
     "Where both sides have something new, --ref also joins the histories, so\n"
     "that ours can be pushed to where the other is from.\n"
     "\n"
     "What git rerere remembers has no base: it is proposed, never applied\n"
     "unasked.\n"
     "\n"
     "Examples:\n"
     "  patchgraph resolutions import resolutions.textproto\n"
     "  git fetch origin refs/patchgraph/resolutions\n"
     "  patchgraph resolutions import --ref FETCH_HEAD\n"
     "  patchgraph resolutions import --rr-cache\n"
     "\n"
     "Exit status: 0 imported, 2 wrong usage or bad input."},
};

const ActionHelp* FindAction(const std::string& name) {
  for (const ActionHelp& action : kActions) {
    if (action.name == name) return &action;
  }
  return nullptr;
}

int NoSuchAction(const std::string& name, const CliStreams& streams) {
  std::vector<std::string> names;
  for (const ActionHelp& action : kActions) names.emplace_back(action.name);
  return Fail(absl::InvalidArgumentError(absl::StrCat(
                  "resolutions: there is no \"", name, "\", only list, show, ",
                  "apply, forget, export and import", DidYouMean(name, names))),
              streams);
}

// What CLI11 fills in and has to be settled.
struct GivenSource {
  CLI::Option* ref = nullptr;
  CLI::Option* rr_cache = nullptr;
};

void AddIds(CLI::App* parser, bool required, ResolutionsArguments* parsed) {
  parser->add_option("ID", parsed->ids, "As `list` shows it")
      ->type_name("")
      ->required(required);
}

void AddPath(CLI::App* parser, const char* help, ResolutionsArguments* parsed) {
  parser->add_option("--path", parsed->path, help)->type_name("PATH");
}

void AddJson(CLI::App* parser, ResolutionsArguments* parsed) {
  parser->add_flag("--json", parsed->json, "For programs");
}

GivenSource AddActionOptions(CLI::App* parser, ResolutionsArguments* parsed) {
  GivenSource given;
  switch (parsed->action) {
    case ResolutionsAction::kList:
      AddPath(parser, "Of this file alone", parsed);
      AddJson(parser, parsed);
      break;
    case ResolutionsAction::kShow:
      AddIds(parser, true, parsed);
      AddJson(parser, parsed);
      break;
    case ResolutionsAction::kApply:
      parser->add_option("ID", parsed->id, "As `list` shows it")
          ->type_name("")
          ->required();
      parser->add_option("FILE", parsed->file, "The file to change")
          ->type_name("")
          ->required();
      break;
    case ResolutionsAction::kForget:
      AddIds(parser, false, parsed);
      AddPath(parser, "All of this file", parsed);
      parser->add_flag("--all", parsed->all, "All of them");
      break;
    case ResolutionsAction::kExport:
      parser->add_option("FILE", parsed->file, "The file to write")
          ->type_name("");
      parser->add_flag("--ref", parsed->ref,
                       "To refs/patchgraph/resolutions instead");
      break;
    case ResolutionsAction::kImport:
      parser->add_option("FILE", parsed->file, "The file to read")
          ->type_name("");
      given.ref = parser
                      ->add_option("--ref", parsed->revision,
                                   "From this ref instead, such as FETCH_HEAD\n"
                                   "(refs/patchgraph/resolutions)")
                      ->type_name("[REF]")
                      ->expected(0, 1);
      given.rr_cache = parser
                           ->add_option("--rr-cache", parsed->rr_cache_folder,
                                        "What git rerere remembers instead\n"
                                        "(the repository's rr-cache)")
                           ->type_name("[DIR]")
                           ->expected(0, 1);
      break;
  }
  return given;
}

// One source or target, no more and no less.
absl::Status CheckPlace(const ResolutionsArguments& parsed) {
  const bool is_import = parsed.action == ResolutionsAction::kImport;
  if (!is_import && parsed.action != ResolutionsAction::kExport) {
    return absl::OkStatus();
  }
  const int places = (parsed.file.empty() ? 0 : 1) + (parsed.ref ? 1 : 0) +
                     (parsed.rr_cache ? 1 : 0);
  if (places == 1) return absl::OkStatus();
  return absl::InvalidArgumentError(
      is_import ? "resolutions import: give one of FILE, --ref and --rr-cache"
                : "resolutions export: give one of FILE and --ref");
}

absl::Status CheckForget(const ResolutionsArguments& parsed) {
  if (parsed.action != ResolutionsAction::kForget) return absl::OkStatus();
  const int ways = (parsed.ids.empty() ? 0 : 1) +
                   (parsed.path.empty() ? 0 : 1) + (parsed.all ? 1 : 0);
  if (ways == 1) return absl::OkStatus();
  return absl::InvalidArgumentError(
      "resolutions forget: give IDs, or --path, or --all");
}

}  // namespace

absl::optional<int> ParseResolutionsArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    ResolutionsArguments* parsed) {
  if (arguments.empty()) {
    return Fail(absl::InvalidArgumentError(
                    "resolutions: an action is missing (see patchgraph "
                    "resolutions --help)"),
                streams);
  }
  const std::string& name = arguments.front();
  if (name == "--help" || name == "-h") {
    streams.out << kUsage;
    return kExitClean;
  }
  const ActionHelp* action = FindAction(name);
  if (action == nullptr) return NoSuchAction(name, streams);
  parsed->action = action->action;
  const std::unique_ptr<CLI::App> parser = MakeParser(
      absl::StrCat("resolutions ", name), action->description, action->notes);
  const GivenSource given = AddActionOptions(parser.get(), parsed);
  parser
      ->add_option("--repository", parsed->repository,
                   "The git repository to look at")
      ->type_name("DIR");
  parser->add_flag("-v,--verbose", parsed->verbose, "Cut nothing");
  const absl::optional<int> status = ParseArguments(
      {arguments.begin() + 1, arguments.end()}, streams, parser.get());
  if (status.has_value()) return status;
  if (given.ref != nullptr) parsed->ref = given.ref->count() > 0;
  if (given.rr_cache != nullptr) parsed->rr_cache = given.rr_cache->count() > 0;
  absl::Status checked = CheckPlace(*parsed);
  if (checked.ok()) checked = CheckForget(*parsed);
  if (!checked.ok()) return Fail(checked, streams);
  return absl::nullopt;
}

}  // namespace patchgraph
