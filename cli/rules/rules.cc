#include "cli/rules/rules.h"

#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "cli/arguments.h"
#include "cli/check_inputs.h"
#include "cli/exit_status.h"
#include "cli/progress.h"
#include "cli/project/project_file.h"
#include "cli/rules/policy_file.h"
#include "cli/rules/rule_counts.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"
#include "engine/text/nearest_name.h"
#include "rules/rule_examples.h"

namespace patchgraph {
namespace {

constexpr char kHelp[] =
    "patchgraph rules tells what a project's rules say of its patches, and "
    "whether\n"
    "they say what they should. docs/policy.md has the rules' form.\n"
    "\n"
    "usage: patchgraph rules check [SUBJECT...]   which rule hits what\n"
    "       patchgraph rules test                 try the examples beside the "
    "rules\n"
    "\n"
    "Each has a --help.\n";

constexpr char kCheckDescription[] =
    "Tells which rules hit a subject, and what it weighs; with --stack what "
    "each rule\n"
    "hits on a stack; with neither, whether the rules are sound and how many "
    "there are.";

constexpr char kCheckNotes[] =
    "A SUBJECT is a path, or hunk:TEXT (a line that a hunk adds or takes "
    "away),\n"
    "message:TEXT, symbol:NAME, path:PATH.\n"
    "\n"
    "Examples:\n"
    "  patchgraph rules check\n"
    "  patchgraph rules check kernel/sched.c net/ipv4/Kconfig\n"
    "  patchgraph rules check 'hunk:spin_lock(&lock);' symbol:bd_sem\n"
    "  patchgraph rules check --stack xen --policy rules.textproto\n"
    "\n"
    "Exit status: 0 the rules are sound, 2 they are not, or wrong usage.";

constexpr char kTestDescription[] =
    "Tries the examples that are kept beside the rules in the same file; "
    "without a\n"
    "file those of the built-in rules.";

constexpr char kTestNotes[] =
    "Examples:\n"
    "  patchgraph rules test\n"
    "  patchgraph rules test --policy rules.textproto\n"
    "\n"
    "Exit status: 0 all are as they say, 1 some are not, 2 wrong usage or bad "
    "input.";

struct RulesArguments {
  std::vector<std::string> subjects;
  std::vector<std::string> stacks;
  InputArguments input;
};

void AddPlaceOptions(CLI::App* parser, RulesArguments* parsed) {
  parser
      ->add_option("--policy,--rules", parsed->input.rules,
                   "The file with the rules; else the project's, else\n"
                   "those that are built in")
      ->type_name("FILE");
  parser->add_option("--config", parsed->input.config, "The project file")
      ->type_name("FILE");
}

absl::StatusOr<Policy> PolicyFor(const RulesArguments& arguments,
                                 const CliStreams& streams) {
  absl::optional<Project> project;
  const absl::optional<std::string> file =
      arguments.input.config.empty() ? FindProjectFile(streams.directory)
                                     : absl::optional<std::string>(PathFrom(
                                           streams, arguments.input.config));
  if (file.has_value()) {
    absl::StatusOr<Project> read = ReadProjectFile(*file);
    if (!read.ok()) return read.status();
    project = *std::move(read);
  }
  return ReadPolicy(arguments.input.rules, project, streams);
}

Subject ParseSubject(absl::string_view text) {
  Subject subject;
  if (absl::ConsumePrefix(&text, "hunk:")) {
    subject.lines.emplace_back(text);
  } else if (absl::ConsumePrefix(&text, "message:")) {
    subject.message = std::string(text);
  } else if (absl::ConsumePrefix(&text, "symbol:")) {
    subject.symbols.emplace_back(text);
  } else {
    absl::ConsumePrefix(&text, "path:");
    subject.path = std::string(text);
  }
  return subject;
}

void PrintSubject(const Policy& policy, const std::string& text,
                  const CliStreams& streams) {
  const Subject subject = ParseSubject(text);
  streams.out << Visible(text) << "\n";
  const std::vector<RuleHit> hits = policy.HitsOf(subject);
  for (const RuleHit& hit : hits) {
    streams.out << "  " << Visible(hit.rule) << "  " << Visible(hit.origin)
                << ", " << hit.part << " \"" << Visible(hit.match) << "\"\n";
  }
  if (hits.empty()) streams.out << "  no rule hits it\n";
  streams.out << absl::StrFormat("  weighs %g\n", policy.WeightOf(subject));
}

void PrintSummary(const Policy& policy, const CliStreams& streams) {
  const auto count = [](size_t size, const char* one, const char* many) {
    return Counted(static_cast<int>(size), one, many);
  };
  streams.out << "The rules are sound: "
              << count(policy.limits().size(), "limit", "limits")
              << (policy.file().empty() ? " (built in)" : "") << ", "
              << count(policy.exceptions().size(), "exception", "exceptions")
              << ", " << count(policy.examples().size(), "example", "examples")
              << ".\n";
  for (const PolicyLimit& limit : policy.limits()) {
    streams.out << "  " << Visible(limit.name) << "  "
                << (limit.figure.empty() ? "finding " : "figure ")
                << Visible(limit.figure.empty() ? limit.where.kind
                                                : limit.figure);
    for (const LimitBound& bound : limit.bounds) {
      streams.out << absl::StrFormat(", %s %.10g", NameOf(bound.comparison),
                                     bound.value);
    }
    streams.out << ", " << NameOf(limit.severity) << "  "
                << Visible(limit.origin) << "\n";
  }
}

void PrintCounts(const Policy& policy, const Stack& stack,
                 const CliStreams& streams) {
  streams.out << Visible(stack.name) << "\n";
  const auto counts = CountRules(policy, stack);
  for (const auto& [rule, count] : counts) {
    std::vector<std::string> parts;
    const auto add = [&parts](size_t number, const char* one,
                              const char* many) {
      if (number > 0) {
        parts.push_back(Counted(static_cast<int>(number), one, many));
      }
    };
    add(count.files.size(), "file", "files");
    add(static_cast<size_t>(count.hunks), "hunk", "hunks");
    add(static_cast<size_t>(count.messages), "message", "messages");
    add(count.symbols.size(), "symbol", "symbols");
    streams.out << "  " << Visible(rule) << ": " << Listed(parts, 4) << "  "
                << Visible(count.origin) << "\n";
  }
  if (counts.empty()) streams.out << "  no rule hits anything\n";
}

int Check(const RulesArguments& arguments, const CliStreams& streams) {
  const absl::StatusOr<Policy> policy = PolicyFor(arguments, streams);
  if (!policy.ok()) return Fail(policy.status(), streams);
  for (const std::string& subject : arguments.subjects) {
    PrintSubject(*policy, subject, streams);
  }
  if (!arguments.stacks.empty()) {
    InputArguments input = arguments.input;
    input.stacks = arguments.stacks;
    input.base_only = true;
    absl::StatusOr<CheckInputs> inputs;
    {
      Progress progress(streams);
      inputs = ReadCheckInputs(input, streams, &progress);
    }
    if (!inputs.ok()) return Fail(inputs.status(), streams);
    for (const Stack& stack : inputs->stacks) {
      PrintCounts(*policy, stack, streams);
    }
  }
  if (arguments.subjects.empty() && arguments.stacks.empty()) {
    PrintSummary(*policy, streams);
  }
  return kExitClean;
}

int Test(const RulesArguments& arguments, const CliStreams& streams) {
  const absl::StatusOr<Policy> policy = PolicyFor(arguments, streams);
  if (!policy.ok()) return Fail(policy.status(), streams);
  int wrong = 0;
  const std::vector<ExampleResult> results = TryExamples(*policy);
  for (const ExampleResult& result : results) {
    if (result.wrong.empty()) continue;
    ++wrong;
    for (const std::string& complaint : result.wrong) {
      streams.out << Visible(result.origin) << ": " << Visible(result.what)
                  << ": " << Visible(complaint) << "\n";
    }
  }
  streams.out << results.size() - static_cast<size_t>(wrong) << " of "
              << Counted(static_cast<int>(results.size()), "example is",
                         "examples are")
              << " as " << (results.size() == 1 ? "it says" : "they say")
              << ".\n";
  return wrong == 0 ? kExitClean : kExitConflicts;
}

int RunCheckRules(const std::vector<std::string>& arguments,
                  const CliStreams& streams) {
  RulesArguments parsed;
  const std::unique_ptr<CLI::App> parser =
      MakeParser("rules check", kCheckDescription, kCheckNotes);
  parser->add_option("SUBJECT", parsed.subjects, "What is asked about")
      ->type_name("");
  parser
      ->add_option("--stack", parsed.stacks,
                   "A stack of the project, or a series (may be given\n"
                   "several times)")
      ->type_name("STACK|SERIES")
      ->allow_extra_args(false);
  AddPlaceOptions(parser.get(), &parsed);
  parser
      ->add_option("--base", parsed.input.base,
                   "The base of every series that names none itself")
      ->type_name("TREE");
  parser
      ->add_option("--repository", parsed.input.repository,
                   "The git repository that has the revisions")
      ->type_name("DIR");
  const absl::optional<int> status =
      ParseArguments(arguments, streams, parser.get());
  return status.has_value() ? *status : Check(parsed, streams);
}

int RunTestRules(const std::vector<std::string>& arguments,
                 const CliStreams& streams) {
  RulesArguments parsed;
  const std::unique_ptr<CLI::App> parser =
      MakeParser("rules test", kTestDescription, kTestNotes);
  AddPlaceOptions(parser.get(), &parsed);
  const absl::optional<int> status =
      ParseArguments(arguments, streams, parser.get());
  return status.has_value() ? *status : Test(parsed, streams);
}

}  // namespace

int RunRules(const std::vector<std::string>& arguments,
             const CliStreams& streams) {
  const std::string name = arguments.empty() ? "" : arguments.front();
  const std::vector<std::string> rest(
      arguments.empty() ? arguments.begin() : arguments.begin() + 1,
      arguments.end());
  if (name == "check") return RunCheckRules(rest, streams);
  if (name == "test") return RunTestRules(rest, streams);
  if (name == "--help" || name == "-h") {
    streams.out << kHelp;
    return kExitClean;
  }
  return Fail(absl::InvalidArgumentError(
                  name.empty()
                      ? "rules: check or test is missing (see patchgraph "
                        "rules --help)"
                      : absl::StrCat("rules: there is no \"", name, "\"",
                                     DidYouMeanOrAll(name, {"check", "test"}))),
              streams);
}

}  // namespace patchgraph
