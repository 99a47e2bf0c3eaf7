#include "cli/gate/gate_arguments.h"

#include <memory>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/db_option.h"
#include "cli/exit_status.h"
#include "cli/report/report_arguments.h"
#include "rules/limit.h"

namespace patchgraph {
namespace {

constexpr char kDescription[] =
    "Holds what patchgraph report finds against the limits of a policy: passes "
    "or\n"
    "fails, and says why. docs/policy.md has the limits, docs/gate.md the "
    "rest.";

constexpr char kNotes[] =
    "With a --baseline it fails on what became worse, not on what was there. "
    "The\n"
    "baseline is\n"
    "  FILE        a report that was saved: patchgraph report --format json -o "
    "FILE\n"
    "  git:REV     the project as it was at this revision, on the same target\n"
    "  git:A..B    the one stack that is judged, as these commits\n"
    "  patchdb     the last run on this target that was let pass (--accept, if "
    "none was)\n"
    "  run:ID      a run that patchgraph db info -v lists\n"
    "Without one every finding is new.\n"
    "\n"
    "Examples:\n"
    "  patchgraph gate xen --onto v2.6.17\n"
    "  patchgraph gate --policy rules.textproto --baseline git:origin/main\n"
    "  patchgraph gate --baseline git:HEAD~1 --sarif gate.sarif --junit "
    "gate.xml\n"
    "  patchgraph gate --report report.json --baseline before.json "
    "--annotations github\n"
    "\n"
    "Exit status: 0 it passes, 1 it fails, 2 wrong usage or bad input.";

void AddJudgingOptions(CLI::App* parser, GateArguments* parsed) {
  const auto add = [parser](const char* name, std::string* value,
                            const char* help, const char* type) {
    return parser->add_option(name, *value, help)->type_name(type);
  };
  add("--report", &parsed->report,
      "Judge this saved report instead of making one", "FILE");
  add("--baseline", &parsed->baseline, "What to compare with (see below)",
      "WHAT");
  add("--day", &parsed->day,
      "The day that exceptions are looked up for; else today\n"
      "(or SOURCE_DATE_EPOCH), in UTC",
      "YYYY-MM-DD");
  AddDbOption(parser, &parsed->db);
  parser->add_flag("--no-db", parsed->no_db, "Keep nothing, look up nothing");
  parser->add_flag("--accept", parsed->accept,
                   "Keep this run for --baseline patchdb even if it\n"
                   "fails; the exit status is 0 then");
}

void AddFormOptions(CLI::App* parser, GateArguments* parsed) {
  const auto add = [parser](const char* name, std::string* value,
                            const char* help, const char* type) {
    return parser->add_option(name, *value, help)->type_name(type);
  };
  add("--sarif", &parsed->sarif, "Write SARIF 2.1.0 for code scanning", "FILE");
  add("--junit", &parsed->junit, "Write JUnit's XML, a case for each limit",
      "FILE");
  add("--markdown", &parsed->markdown, "Write a comment for the change",
      "FILE");
  add("--annotations", &parsed->annotations,
      "github: print workflow commands; github=FILE: write\n"
      "them; gitlab=FILE: write a code quality report",
      "FORM");
  CLI::Option* format =
      parser->add_option("--format", parsed->format, "text, markdown or json")
          ->type_name("FORMAT")
          ->check(CLI::IsMember({"text", "markdown", "json"}).description(""));
  parser
      ->add_flag_callback(
          "--json", [parsed] { parsed->format = "json"; }, "--format json")
      ->excludes(format);
  parser->add_flag("-v,--verbose", parsed->verbose,
                   "All findings and all limits, those that hold too");
  parser
      ->add_option("-o,--output", parsed->output,
                   "Write to a file instead of standard output")
      ->type_name("FILE");
}

// An option that was given and that only the making of a report asks; empty:
// none.
absl::string_view OptionOfMaking(const GateArguments& parsed) {
  const InputArguments& input = parsed.input;
  return !input.onto.empty()                 ? "--onto"
         : !input.base.empty()               ? "--base"
         : !input.without.empty()            ? "--without"
         : !parsed.question.off.empty()      ? "--off"
         : !parsed.question.left_out.empty() ? "--leave-out or --only"
                                             : "";
}

// What is wrong beyond what the parser sees; empty: nothing.
std::string WrongUsage(const GateArguments& parsed) {
  if (!parsed.day.empty() && !IsDay(parsed.day)) {
    return absl::StrCat("--day: \"", parsed.day,
                        "\" is no day; write it as 2006-12-31");
  }
  const std::string& form = parsed.annotations;
  const bool known = form.empty() || form == "github" ||
                     (absl::StartsWith(form, "github=") && form.size() > 7) ||
                     (absl::StartsWith(form, "gitlab=") && form.size() > 7);
  if (form == "gitlab") {
    return "--annotations gitlab needs a file: gitlab=code-quality.json";
  }
  if (!known) {
    return absl::StrCat("--annotations: \"", form,
                        "\" is not github, github=FILE or gitlab=FILE");
  }
  if (!parsed.report.empty() && !parsed.input.stacks.empty()) {
    return "--report has the stacks already: name none, or leave it out";
  }
  if (!parsed.report.empty()) {
    const absl::string_view unused = OptionOfMaking(parsed);
    if (!unused.empty()) {
      return absl::StrCat(unused,
                          " says how a report is made: it goes with no "
                          "--report");
    }
  }
  if (!parsed.report.empty() && parsed.accept) {
    return "--accept keeps a run that is made here, not one of --report";
  }
  if (parsed.no_db && parsed.accept) {
    return "--accept keeps the run: it goes with no --no-db";
  }
  return "";
}

}  // namespace

absl::optional<int> ParseGateArguments(
    const std::vector<std::string>& arguments, const CliStreams& streams,
    GateArguments* parsed) {
  const std::unique_ptr<CLI::App> parser =
      MakeParser("gate", kDescription, absl::StrCat(InputNotes(), kNotes));
  AddInputOptions(parser.get(), "What is to be carried", &parsed->input);
  AddReadingOptions(parser.get(), &parsed->input);
  AddReportQuestionOptions(parser.get(), &parsed->question);
  AddJudgingOptions(parser.get(), parsed);
  AddFormOptions(parser.get(), parsed);
  const absl::optional<int> status =
      ParseArguments(arguments, streams, parser.get());
  if (status.has_value()) return status;
  parsed->question.fuzz = parsed->input.fuzz;
  const std::string wrong = WrongUsage(*parsed);
  if (wrong.empty()) return absl::nullopt;
  return Fail(absl::InvalidArgumentError(absl::StrCat("gate: ", wrong)),
              streams);
}

}  // namespace patchgraph
