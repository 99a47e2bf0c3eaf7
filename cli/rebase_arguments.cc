#include "cli/rebase_arguments.h"

#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/exit_status.h"

namespace patchgraph {
namespace {

constexpr char kDescription[] =
    "Moves commits, or a series of patches, to another base. All of it is\n"
    "worked out in memory first. Where everything goes through it is written\n"
    "at once; where it does not, nothing is touched and all conflicts are "
    "listed.\n"
    "\n"
    "  patchgraph rebase [--onto NEWBASE] [UPSTREAM [BRANCH]]\n"
    "  patchgraph rebase STACK|SERIES --onto TREE [--as FORM]\n"
    "  patchgraph rebase --begin | --continue | --skip | --abort | --status";

constexpr char kNotes[] =
    "In a git repository the words mean what they mean to `git rebase`. With "
    "a\n"
    "STACK of the project file or a SERIES (quilt:debian/patches@v6.1,\n"
    "mbox:fixes.mbox@v6.1, sparse:overlay@v6.1) the same form is written "
    "back,\n"
    "or the one that --as names: git:BRANCH, quilt:DIR, mbox:FILE, diff:FILE,\n"
    "sparse:DIR.\n"
    "\n"
    "--begin takes what is clean and opens the first conflict in the "
    "worktree,\n"
    "for an editor or `git mergetool`. Then `git add` what is resolved, and\n"
    "--continue; --skip leaves the commit out, --abort brings everything "
    "back.\n"
    "\n"
    "Examples:\n"
    "  patchgraph rebase v6.6                        the branch we are on\n"
    "  patchgraph rebase --onto v6.6 v6.1 vendor --dry-run\n"
    "  patchgraph rebase v6.6 --begin\n"
    "  git patchgraph rebase v6.6 --exec 'make -s'\n"
    "  patchgraph rebase quilt:debian/patches@v6.1 --onto v6.6\n"
    "  patchgraph rebase xen --onto v2.6.17 --as git:xen-2.6.17 --split\n"
    "\n"
    "Exit status: 0 done, 1 conflicts (nothing is touched, or with --begin "
    "one\n"
    "is open), 2 wrong usage, bad input, or something in the way.";

constexpr char kActions[] = "What to do";
constexpr char kCommits[] = "Commits";
constexpr char kForms[] = "Other forms";

// What CLI11 fills in.
struct RebaseGiven {
  bool begin = false;
  bool continues = false;
  bool skip = false;
  bool abort = false;
  bool status = false;
  bool autostash = false;
  bool no_autostash = false;
  bool update_refs = false;
  bool no_update_refs = false;
  bool keep_author_dates = false;
  bool reset_author_date = false;
  bool committer_date_is_author_date = false;
  std::string reuse;
  std::string format = "text";
  bool json = false;
};

void AddActions(CLI::App* parser, RebaseGiven* given) {
  std::vector<CLI::Option*> actions;
  const auto action = [&](const char* name, bool* asked, const char* help) {
    actions.push_back(parser->add_flag(name, *asked, help)->group(kActions));
  };
  action("--begin", &given->begin,
         "Take what is clean, and open the first conflict");
  action("--continue", &given->continues,
         "The open conflict is resolved: go on");
  action("--skip", &given->skip, "Leave the commit in conflict out, and go on");
  action("--abort", &given->abort, "Bring everything back as it was");
  action("--status", &given->status, "Where the rebase stands");
  for (CLI::Option* one : actions) {
    for (CLI::Option* other : actions) {
      if (one != other) one->excludes(other);
    }
  }
}

void AddCommitOptions(CLI::App* parser, RebaseGiven* given,
                      RebaseArguments* parsed) {
  const auto flag = [&](const char* name, bool* asked, const char* help) {
    return parser->add_flag(name, *asked, help)->group(kCommits);
  };
  flag("--root", &parsed->root, "All commits of the branch; needs --onto");
  flag("--autosquash", &parsed->autosquash,
       "Fold \"fixup!\", \"squash!\" and \"amend!\" commits into theirs");
  CLI::Option* stash = flag("--autostash", &given->autostash,
                            "Stash uncommitted changes meanwhile");
  flag("--no-autostash", &given->no_autostash,
       "Refuse them, whatever rebase.autoStash says")
      ->excludes(stash);
  CLI::Option* refs = flag("--update-refs", &given->update_refs,
                           "Move branches that point into the range along");
  flag("--no-update-refs", &given->no_update_refs,
       "Do not, whatever rebase.updateRefs says")
      ->excludes(refs);
  flag("--signoff", &parsed->signoff, "Add a Signed-off-by line");
  flag("--keep-author-dates", &given->keep_author_dates,
       "What is done anyway, said aloud");
  flag("--reset-author-date", &given->reset_author_date,
       "The author's date is now")
      ->excludes("--keep-author-dates");
  flag("--committer-date-is-author-date", &given->committer_date_is_author_date,
       "The committer's date is the author's")
      ->excludes("--reset-author-date");
  flag("--no-ff,-f,--force-rebase", &parsed->no_fast_forward,
       "New commits also where the old ones would do");
  flag("--reapply-cherry-picks", &parsed->reapply_cherry_picks,
       "Do not drop commits that UPSTREAM has picked,\n"
       "nor those in conflict that have landed otherwise");
  flag("--no-verify", &parsed->no_verify, "Do not run the pre-rebase hook");
  flag("--no-gpg-sign", &parsed->no_gpg_sign,
       "Write unsigned commits, whatever commit.gpgSign says");
  parser
      ->add_option("-x,--exec", parsed->exec,
                   "Run a shell command after each commit")
      ->type_name("CMD")
      ->allow_extra_args(false)
      ->group(kCommits);
  parser
      ->add_option("--exec-at-end", parsed->exec_at_end,
                   "Run a shell command after the last commit")
      ->type_name("CMD")
      ->allow_extra_args(false)
      ->group(kCommits);
}

void AddForms(CLI::App* parser, RebaseArguments* parsed) {
  parser
      ->add_option("--as", parsed->as,
                   "Write this form: git:BRANCH, quilt:DIR, mbox:FILE,\n"
                   "diff:FILE or sparse:DIR")
      ->type_name("FORM")
      ->group(kForms);
  parser
      ->add_flag("--split", parsed->split,
                 "A sparse tree by component, not as one lump")
      ->group(kForms);
  parser
      ->add_option("--base", parsed->input.base,
                   "The base of a series that names none itself")
      ->type_name("TREE")
      ->group(kForms);
  parser
      ->add_option("--without", parsed->input.without,
                   "Leave this patch out (may be given several times)")
      ->type_name("PATCH")
      ->allow_extra_args(false)
      ->group(kForms);
  parser->add_option("--config", parsed->input.config, "The project file")
      ->type_name("FILE")
      ->group(kForms);
}

void AddGeneral(CLI::App* parser, RebaseGiven* given, RebaseArguments* parsed) {
  parser
      ->add_option("UPSTREAM BRANCH|STACK|SERIES", parsed->input.stacks,
                   "What to move")
      ->type_name("");
  parser
      ->add_option("--onto", parsed->input.onto,
                   "Where to; else UPSTREAM, or the project's target")
      ->type_name("TREE");
  parser
      ->add_option("--repository", parsed->input.repository,
                   "The git repository; else the one we stand in")
      ->type_name("DIR");
  parser
      ->add_option("--reuse", given->reuse,
                   "Stored resolutions: off, propose or auto (propose)")
      ->type_name("HOW")
      ->check(CLI::IsMember({"off", "propose", "auto"}).description(""));
  parser
      ->add_option("--auto", parsed->resolve,
                   "Settle conflicts: safe takes what resolvers are sure of,\n"
                   "propose their best guess everywhere (off)")
      ->type_name("MODE")
      ->check(CLI::IsMember({"safe", "propose", "off"}).description(""));
  parser->add_flag("-n,--dry-run", parsed->dry_run,
                   "Only say what would come of it; write nothing");
  CLI::Option* format =
      parser->add_option("--format", given->format, "text or json")
          ->type_name("FORMAT")
          ->check(CLI::IsMember({"text", "json"}).description(""));
  parser->add_flag("--json", given->json, "--format json")->excludes(format);
  CLI::Option* verbose = parser->add_flag("-v,--verbose", parsed->verbose,
                                          "Fold nothing and cut nothing");
  parser->add_flag("-q,--quiet", parsed->quiet, "Print nothing but errors")
      ->excludes(verbose);
}

absl::optional<bool> Either(bool yes, bool no) {
  if (yes) return true;
  if (no) return false;
  return absl::nullopt;
}

void SettleValues(const RebaseGiven& given, RebaseArguments* parsed) {
  const std::pair<bool, RebaseAction> actions[] = {
      {given.begin, RebaseAction::kBegin},
      {given.continues, RebaseAction::kContinue},
      {given.skip, RebaseAction::kSkip},
      {given.abort, RebaseAction::kAbort},
      {given.status, RebaseAction::kStatus},
  };
  for (const auto& [asked, action] : actions) {
    if (asked) parsed->action = action;
  }
  parsed->autostash = Either(given.autostash, given.no_autostash);
  parsed->update_refs = Either(given.update_refs, given.no_update_refs);
  if (given.reset_author_date) parsed->dates = RebaseDates::kResetAuthor;
  if (given.committer_date_is_author_date) {
    parsed->dates = RebaseDates::kCommitterIsAuthorDate;
  }
  if (!given.reuse.empty()) {
    parsed->reuse = given.reuse == "off"    ? ReuseResolutions::kOff
                    : given.reuse == "auto" ? ReuseResolutions::kAuto
                                            : ReuseResolutions::kPropose;
  }
  parsed->json = given.json || given.format == "json";
}

absl::Status Complaint(const RebaseArguments& parsed) {
  const bool goes_on = parsed.action != RebaseAction::kRun &&
                       parsed.action != RebaseAction::kBegin;
  if (goes_on && (!parsed.input.stacks.empty() || !parsed.input.onto.empty())) {
    return absl::InvalidArgumentError(
        "rebase: what to move, and where to, is known since --begin: it cannot "
        "be given again");
  }
  if (parsed.dry_run && parsed.action != RebaseAction::kRun) {
    return absl::InvalidArgumentError(
        "rebase: --dry-run writes nothing, so there is nothing to go on with");
  }
  if (parsed.root && parsed.input.onto.empty() && !goes_on) {
    return absl::InvalidArgumentError("rebase: --root needs --onto");
  }
  for (const std::vector<std::string>* commands :
       {&parsed.exec, &parsed.exec_at_end}) {
    for (const std::string& command : *commands) {
      if (command.find_first_not_of(" \t\n") == std::string::npos ||
          command.find('\n') != std::string::npos) {
        return absl::InvalidArgumentError(
            "rebase: --exec: a command is one line that is not empty");
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::optional<int> ParseRebaseArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    RebaseArguments* parsed) {
  const std::unique_ptr<CLI::App> parser =
      MakeParser("rebase", kDescription, kNotes);
  RebaseGiven given;
  AddGeneral(parser.get(), &given, parsed);
  AddActions(parser.get(), &given);
  AddCommitOptions(parser.get(), &given, parsed);
  AddForms(parser.get(), parsed);
  AddReadingOptions(parser.get(), &parsed->input);
  const absl::optional<int> status =
      ParseArguments(arguments, streams, parser.get());
  if (status.has_value()) return status;
  SettleValues(given, parsed);
  const absl::Status complaint = Complaint(*parsed);
  if (!complaint.ok()) return Fail(complaint, streams);
  return absl::nullopt;
}

}  // namespace patchgraph
