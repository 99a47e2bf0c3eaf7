#include "cli/gate/kept_reports.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/source/compressed_file.h"
#include "google/protobuf/util/json_util.h"

namespace patchgraph {

KeptReports::KeptReports(std::shared_ptr<SqlDatabase> database,
                         RunQuestion question)
    : store_(std::move(database)),
      question_(std::move(question)),
      apart_(question_) {
  apart_.project = absl::StrCat("not let pass: ", question_.project);
}

absl::optional<MaintainabilityReport> KeptReports::Find(
    absl::string_view inputs) {
  for (const RunQuestion* question : {&question_, &apart_}) {
    const auto run = store_.FindByKey(*question, inputs);
    if (!run.ok() || !run->has_report) continue;
    auto report = store_.Report(run->id);
    if (report.ok()) return *std::move(report);
  }
  return absl::nullopt;
}

absl::Status KeptReports::Keep(absl::string_view inputs, bool let_pass,
                               const MaintainabilityReport& report) {
  return store_.Save(let_pass ? question_ : apart_, inputs, report).status();
}

absl::StatusOr<MaintainabilityReport> KeptReports::Last() {
  const auto run = store_.Latest(SameQuestion(question_));
  if (!run.ok()) return run.status();
  return store_.Report(run->id);
}

absl::StatusOr<MaintainabilityReport> KeptReports::Named(
    const std::string& id) {
  const auto runs = store_.Runs(RunFilter());
  if (!runs.ok()) return runs.status();
  std::vector<std::string> found;
  for (const StoredRun& run : *runs) {
    if (absl::StartsWith(run.id, id)) found.push_back(run.id);
  }
  if (found.size() == 1) return store_.Report(found.front());
  if (found.empty()) {
    return absl::NotFoundError(
        absl::StrCat("no run is called ", id, " (see patchgraph db info -v)"));
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "several runs begin with ", id, ": ", absl::StrJoin(found, ", ")));
}

absl::StatusOr<MaintainabilityReport> ReadReportFile(const std::string& file) {
  const absl::StatusOr<std::string> text = ReadTextFile(file);
  if (!text.ok()) return text.status();
  MaintainabilityReport report;
  google::protobuf::util::JsonParseOptions options;
  // A newer program's report may say more.
  options.ignore_unknown_fields = true;
  const auto status =
      google::protobuf::util::JsonStringToMessage(*text, &report, options);
  if (!status.ok()) {
    return absl::InvalidArgumentError(absl::StrCat(
        file, " is no report that patchgraph report --format json wrote: ",
        std::string(status.message())));
  }
  if (report.schema() == 0) {
    return absl::InvalidArgumentError(
        absl::StrCat(file,
                     " is no report: write one with patchgraph report "
                     "--format json -o FILE"));
  }
  return report;
}

}  // namespace patchgraph
