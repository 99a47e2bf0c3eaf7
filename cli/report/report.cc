#include "cli/report/report.h"

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "cli/check_inputs.h"
#include "cli/db_place.h"
#include "cli/db_runs.h"
#include "cli/exit_status.h"
#include "cli/gate/inputs_key.h"
#include "cli/output_file.h"
#include "cli/progress.h"
#include "cli/report/make_report.h"
#include "cli/report/report_arguments.h"
#include "engine/report/html/html_report.h"
#include "engine/report/maintainability/markdown_report.h"
#include "engine/report/maintainability/report_text.h"
#include "engine/report/report_json.h"
#include "patchdb/open_patchdb.h"
#include "patchdb/run_store.h"

namespace patchgraph {
namespace {

// Compares it with the run before, and keeps it for the next.
absl::Status Remember(const CheckInputs& inputs,
                      const ReportArguments& arguments,
                      const CliStreams& streams,
                      MaintainabilityReport* report) {
  const auto place = DbPlace(DbHintsOf(inputs, arguments.database), streams);
  if (!place.ok()) return place.status();
  const auto database = OpenOrMakePatchdb(*place);
  if (!database.ok()) return database.status();
  RunStore store(*database);
  return RememberReport(RunQuestionOf(inputs, arguments.question),
                        InputsKey(inputs, arguments.question), &store, report);
}

absl::StatusOr<MaintainabilityReport> ReadAndMake(
    const ReportArguments& arguments, const CliStreams& streams,
    std::vector<std::string>* notes) {
  Progress progress(streams);
  const auto inputs = ReadCheckInputs(arguments.input, streams, &progress);
  if (!inputs.ok()) return inputs.status();
  *notes = inputs->notes;
  auto report = MakeReport(*inputs, arguments.question, &progress);
  // What would be without a patch is no point of a trend.
  if (!report.ok() || !arguments.input.without.empty()) return report;
  // A report that cannot be kept is a report all the same.
  const absl::Status kept = Remember(*inputs, arguments, streams, &*report);
  if (!kept.ok()) {
    notes->push_back(absl::StrCat("this run is not kept: ", kept.message()));
  }
  return report;
}

absl::StatusOr<std::string> Render(const MaintainabilityReport& report,
                                   const ReportArguments& arguments,
                                   const CliStreams& streams) {
  if (arguments.format == "json") return ToJson(report);
  if (arguments.format == "html") return HtmlReport(report);
  if (arguments.format == "markdown") return RenderMarkdownReport(report);
  return RenderReportText(
      report, StyleFor(arguments.output, arguments.verbose, streams));
}

}  // namespace

int RunReport(const std::vector<std::string>& arguments,
              const CliStreams& streams) {
  ReportArguments parsed;
  const absl::optional<int> status =
      ParseReportArguments(arguments, streams, &parsed);
  if (status.has_value()) return *status;
  // Written when the line of progress is gone.
  std::vector<std::string> notes;
  const auto report = ReadAndMake(parsed, streams, &notes);
  PrintNotes(notes, streams);
  if (!report.ok()) return Fail(report.status(), streams);
  const auto text = Render(*report, parsed, streams);
  if (!text.ok()) return Fail(text.status(), streams);
  const absl::Status written = WriteOutput(*text, parsed.output, streams);
  return written.ok() ? kExitClean : Fail(written, streams);
}

}  // namespace patchgraph
