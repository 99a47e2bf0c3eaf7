#include "cli/why.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "cli/answer.h"
#include "cli/arguments.h"
#include "cli/begun_rebase.h"
#include "cli/check_inputs.h"
#include "cli/exit_status.h"
#include "cli/input_arguments.h"
#include "cli/output_file.h"
#include "cli/progress.h"
#include "engine/check/check.h"
#include "engine/git/git_tree.h"
#include "engine/report/rebase/why_report.h"
#include "engine/text/lines.h"
#include "engine/text/nearest_name.h"
#include "engine/upstream/conflict_causes.h"

namespace patchgraph {
namespace {

constexpr char kDescription[] =
    "Tells which commits of the target touched the lines of a conflict, and "
    "which\n"
    "of them it hangs on: with such a prerequisite taken out of the target "
    "(or,\n"
    "where the target is the older tree, picked into it) the conflict is gone. "
    "The\n"
    "others are incidental. Without a CONFLICT, all of them. No tree is "
    "touched.";

constexpr char kNotes[] =
    "The last argument may be a CONFLICT: its number in patchgraph check, a\n"
    "PATH[:LINE] of the target, or the name of a patch. While a rebase is "
    "under\n"
    "way its open conflicts are meant, and the numbers are the rebase's.\n"
    "\n"
    "Examples:\n"
    "  patchgraph why                                all, of all stacks\n"
    "  patchgraph why xen 3 --onto v2.6.17\n"
    "  patchgraph why drivers/char/tpm/tpm.c:120\n"
    "  patchgraph why git:v6.1..vendor smp.patch --onto v6.6 --format json\n"
    "\n"
    "Exit status: 0, or 2 for wrong usage or bad input.";

struct WhyArguments {
  InputArguments input;
  std::string conflict;  // empty: all
  AnswerArguments answer;
  bool squash = false;
};

absl::optional<int> ParseWhyArguments(const std::vector<std::string>& arguments,
                                      const CliStreams& streams,
                                      WhyArguments* parsed) {
  const std::unique_ptr<CLI::App> parser =
      MakeParser("why", kDescription, absl::StrCat(InputNotes(), kNotes));
  AddInputOptions(parser.get(), "Whose conflicts, and which of them",
                  &parsed->input);
  parser->add_flag("--squash", parsed->squash,
                   "Take each stack as one change, merged as git does");
  AddReadingOptions(parser.get(), &parsed->input);
  AddAnswerOptions("List all incidental commits", parser.get(),
                   &parsed->answer);
  return ParseArguments(arguments, streams, parser.get());
}

// The last of the names is a conflict where it is a number, or where no stack
// and no series can be read by it.
absl::StatusOr<CheckInputs> ReadInputs(WhyArguments* arguments,
                                       const CliStreams& streams,
                                       Progress* progress) {
  std::vector<std::string>& names = arguments->input.stacks;
  int number = 0;
  const bool is_number =
      !names.empty() && absl::SimpleAtoi(names.back(), &number);
  absl::StatusOr<CheckInputs> inputs =
      absl::InvalidArgumentError("nothing is read");
  if (!is_number) {
    inputs = ReadCheckInputs(arguments->input, streams, progress);
    if (inputs.ok() || names.empty()) return inputs;
  }
  arguments->conflict = names.back();
  names.pop_back();
  absl::StatusOr<CheckInputs> rest =
      ReadCheckInputs(arguments->input, streams, progress);
  return rest.ok() || is_number ? std::move(rest) : std::move(inputs);
}

// A conflict with its number, and the stack it is of.
struct Numbered {
  int number = 0;
  size_t stack = 0;
  bool on_base = false;
  Conflict conflict;
};

bool IsNamed(absl::string_view full, absl::string_view wanted) {
  return full == wanted || absl::EndsWith(full, absl::StrCat("/", wanted));
}

bool HasLine(const Conflict& conflict, int line) {
  return std::any_of(conflict.regions.begin(), conflict.regions.end(),
                     [line](const ConflictRegion& region) {
                       const int lines = Lines(region.ours.text).size();
                       return line >= region.ours.start &&
                              line <=
                                  region.ours.start + std::max(0, lines - 1);
                     });
}

bool Fits(const Numbered& numbered, const std::string& wanted) {
  int number = 0;
  if (absl::SimpleAtoi(wanted, &number)) return numbered.number == number;
  const Conflict& conflict = numbered.conflict;
  if (IsNamed(conflict.path, wanted) || IsNamed(conflict.patch, wanted)) {
    return true;
  }
  const size_t colon = wanted.rfind(':');
  return colon != std::string::npos &&
         absl::SimpleAtoi(wanted.substr(colon + 1), &number) &&
         IsNamed(conflict.path, wanted.substr(0, colon)) &&
         HasLine(conflict, number);
}

absl::StatusOr<std::vector<Numbered>> Choose(std::vector<Numbered> all,
                                             const std::string& wanted) {
  if (wanted.empty()) return all;
  std::vector<Numbered> chosen;
  std::vector<std::string> names;
  const size_t count = all.size();
  for (Numbered& numbered : all) {
    names.push_back(numbered.conflict.path);
    if (Fits(numbered, wanted)) chosen.push_back(std::move(numbered));
  }
  if (!chosen.empty()) return chosen;
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return absl::NotFoundError(
      absl::StrCat("no conflict is \"", wanted, "\"; there are ", count,
                   " (see patchgraph check)", DidYouMean(wanted, names)));
}

// As `patchgraph check` counts them: those on the stacks' own bases first.
absl::StatusOr<std::vector<Numbered>> FindConflicts(
    const WhyArguments& arguments, const CheckInputs& inputs,
    Progress* progress) {
  CheckOptions options;
  options.squash = arguments.squash;
  options.fuzz = arguments.input.fuzz;
  std::vector<Numbered> on_base;
  std::vector<Numbered> on_target;
  for (size_t i = 0; i < inputs.stacks.size(); ++i) {
    progress->Say(absl::StrCat("checking ", inputs.stacks[i].name));
    auto check = Check(inputs.stacks[i], inputs.onto, options);
    if (!check.ok()) return check.status();
    for (Conflict& conflict : check->base_conflicts) {
      on_base.push_back({0, i, true, std::move(conflict)});
    }
    for (Conflict& conflict : check->conflicts) {
      on_target.push_back({0, i, false, std::move(conflict)});
    }
  }
  std::move(on_target.begin(), on_target.end(), std::back_inserter(on_base));
  for (size_t i = 0; i < on_base.size(); ++i) {
    on_base[i].number = static_cast<int>(i) + 1;
  }
  return on_base;
}

// Commits of `own` are not named.
absl::Status ExplainStack(const CheckInputs& inputs, size_t stack,
                          const std::vector<Numbered>& chosen,
                          const std::set<std::string>& own,
                          CausesReport* report) {
  std::vector<Conflict> conflicts;
  std::vector<int> numbers;
  for (const Numbered& numbered : chosen) {
    if (numbered.stack != stack || numbered.on_base) continue;
    conflicts.push_back(numbered.conflict);
    numbers.push_back(numbered.number);
  }
  if (conflicts.empty()) return absl::OkStatus();
  const Tree& base = *inputs.stacks[stack].base;
  const auto from = CommitOf(base);
  const auto to = CommitOf(*inputs.onto);
  if (inputs.repository == nullptr || !from.has_value() || !to.has_value()) {
    return absl::InvalidArgumentError(absl::StrCat(
        from.has_value() ? inputs.onto->name() : base.name(),
        " is no commit: only a history tells where a conflict comes from"));
  }
  auto explained =
      ExplainConflicts(*inputs.repository, from->id, to->id, conflicts);
  if (!explained.ok()) return explained.status();
  for (size_t i = 0; i < conflicts.size(); ++i) {
    std::vector<ConflictCause>& causes = (*explained)[i].causes;
    causes.erase(std::remove_if(causes.begin(), causes.end(),
                                [&own](const ConflictCause& cause) {
                                  return own.count(cause.commit.id.Hex()) > 0;
                                }),
                 causes.end());
    AddWhy(numbers[i], conflicts[i], (*explained)[i], report);
  }
  return absl::OkStatus();
}

// Of a rebase that was begun: the conflicts that are open, or the one that is
// asked about, numbered as the rebase does. NotFound if it has no such
// conflict.
absl::StatusOr<CausesReport> MakeWhyOfRebase(const BegunRebase& rebase,
                                             const std::string& wanted) {
  std::vector<Numbered> all;
  for (const Conflict& conflict : rebase.conflicts) {
    const int number = rebase.first + static_cast<int>(all.size());
    all.push_back({number, 0, false, conflict});
  }
  CausesReport report;
  report.set_schema(1);
  report.set_onto(rebase.inputs.onto->name());
  report.set_conflicts(rebase.first - 1 + static_cast<int>(all.size()));
  if (wanted.empty() && rebase.open > 0) all.resize(rebase.open);
  const auto chosen = Choose(std::move(all), wanted);
  if (!chosen.ok()) return chosen.status();
  absl::Status status =
      ExplainStack(rebase.inputs, 0, *chosen, rebase.commits, &report);
  if (!status.ok()) return status;
  return report;
}

// Whether what is asked may be about a rebase that was begun.
bool MayMeanRebase(const InputArguments& input) {
  return input.stacks.size() <= 1 && input.onto.empty() && input.base.empty() &&
         input.config.empty() && input.without.empty();
}

absl::StatusOr<CausesReport> MakeWhy(WhyArguments* arguments,
                                     const CliStreams& streams,
                                     std::vector<std::string>* notes) {
  Progress progress(streams);
  if (MayMeanRebase(arguments->input)) {
    progress.Say("checking");
    const auto rebase = FindBegunRebase(arguments->input, streams);
    if (!rebase.ok()) return rebase.status();
    if (rebase->has_value()) {
      const std::vector<std::string>& words = arguments->input.stacks;
      int number = 0;
      const std::string wanted = words.empty() ? std::string() : words.back();
      auto report = MakeWhyOfRebase(**rebase, wanted);
      // A word may also be a stack.
      if (report.ok() || absl::SimpleAtoi(wanted, &number) ||
          !absl::IsNotFound(report.status())) {
        return report;
      }
    }
  }
  const auto inputs = ReadInputs(arguments, streams, &progress);
  if (!inputs.ok()) return inputs.status();
  *notes = inputs->notes;
  if (inputs->onto == nullptr) {
    return absl::InvalidArgumentError(
        "--onto is missing: the tree that there are conflicts with");
  }
  auto all = FindConflicts(*arguments, *inputs, &progress);
  if (!all.ok()) return all.status();
  CausesReport report;
  report.set_schema(1);
  report.set_onto(inputs->onto->name());
  report.set_conflicts(static_cast<int>(all->size()));
  const auto chosen = Choose(*std::move(all), arguments->conflict);
  if (!chosen.ok()) return chosen.status();
  progress.Say("reading histories");
  for (size_t i = 0; i < inputs->stacks.size(); ++i) {
    absl::Status status = ExplainStack(*inputs, i, *chosen, {}, &report);
    if (!status.ok()) return status;
  }
  const auto on_base =
      std::count_if(chosen->begin(), chosen->end(),
                    [](const Numbered& conflict) { return conflict.on_base; });
  if (on_base > 0) {
    notes->push_back(absl::StrCat(
        on_base, on_base == 1 ? " conflict is" : " conflicts are",
        " on the stack's own base: no commit of the target has to do with ",
        on_base == 1 ? "it" : "them"));
  }
  return report;
}

}  // namespace

int RunWhy(const std::vector<std::string>& arguments,
           const CliStreams& streams) {
  WhyArguments parsed;
  const absl::optional<int> status =
      ParseWhyArguments(arguments, streams, &parsed);
  if (status.has_value()) return *status;
  // Written when the line of progress is gone.
  std::vector<std::string> notes;
  const absl::StatusOr<CausesReport> report = MakeWhy(&parsed, streams, &notes);
  PrintNotes(notes, streams);
  if (!report.ok()) return Fail(report.status(), streams);
  const absl::Status written = WriteAnswer(
      *report,
      [&report](const TextStyle& style) {
        return RenderWhyText(*report, style);
      },
      parsed.answer, streams);
  return written.ok() ? kExitClean : Fail(written, streams);
}

}  // namespace patchgraph
