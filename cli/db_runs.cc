#include "cli/db_runs.h"

#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/model/object_id.h"
#include "engine/report/maintainability/trend.h"
#include "engine/report/report_json.h"
#include "engine/report/utf8.h"

namespace patchgraph {
namespace {

// Enough for a line that people can read.
constexpr int kMostTrendRuns = 100;

// The findings of the last of `runs` whose report is kept; those after it go.
absl::StatusOr<std::vector<Finding>> FindingsOfLast(
    RunStore* store, std::vector<StoredRun>* runs) {
  while (!runs->empty() && !runs->back().has_report) runs->pop_back();
  if (runs->empty()) return std::vector<Finding>();
  return store->Findings(runs->back().id);
}

TrendRun PointOf(const StoredRun& run) {
  TrendRun trend;
  trend.set_id(run.id);
  trend.set_made_at(run.made_at);
  trend.set_onto(run.question.onto);
  trend.set_onto_id(run.onto_id);
  for (const Figure& figure : run.figures) *trend.add_figures() = figure;
  return trend;
}

absl::Status FillTrend(const RunQuestion& question, const std::string& id,
                       RunStore* store, MaintainabilityReport* report) {
  RunFilter filter = SameQuestion(question);
  filter.limit = kMostTrendRuns;
  auto runs = store->Runs(filter);
  if (!runs.ok()) return runs.status();
  std::vector<StoredRun> earlier;
  for (StoredRun& run : *runs) {
    if (run.id != id) earlier.push_back(std::move(run));
  }
  const auto findings = FindingsOfLast(store, &earlier);
  if (!findings.ok()) return findings.status();
  if (earlier.empty()) return absl::OkStatus();
  std::vector<TrendRun> points;
  points.reserve(earlier.size());
  for (const StoredRun& run : earlier) points.push_back(PointOf(run));
  *report->mutable_trend() = TrendOf(points, *findings, *report, id);
  return absl::OkStatus();
}

}  // namespace

RunQuestion RunQuestionOf(absl::Span<const std::string> stacks,
                          absl::string_view onto,
                          const ReportQuestion& question) {
  RunQuestion asked;
  for (const std::string& stack : stacks) {
    asked.stacks.push_back(ValidUtf8(stack));
  }
  asked.project = absl::StrJoin(asked.stacks, ", ");
  if (!question.off.empty()) {
    absl::StrAppend(&asked.project, " off ",
                    ValidUtf8(absl::StrJoin(question.off, ", ")));
  }
  if (!question.left_out.empty()) {
    std::vector<std::string> parts;
    for (const ReportPart part : question.left_out) {
      parts.emplace_back(Name(part));
    }
    absl::StrAppend(&asked.project, " without ", absl::StrJoin(parts, ", "));
  }
  if (question.fuzz > 0) {
    absl::StrAppend(&asked.project, " fuzz ", question.fuzz);
  }
  asked.onto = ValidUtf8(onto);
  return asked;
}

RunQuestion RunQuestionOf(const CheckInputs& inputs,
                          const ReportQuestion& question) {
  std::vector<std::string> stacks;
  for (const Stack& stack : inputs.stacks) stacks.push_back(stack.name);
  return RunQuestionOf(stacks, inputs.onto->name(), question);
}

std::string KeyOfContent(const MaintainabilityReport& report) {
  MaintainabilityReport content = report;
  content.clear_made_at();
  content.clear_trend();
  return absl::StrCat("content ", HashBlob(ToJson(content)).Hex());
}

absl::Status RememberReport(const RunQuestion& question,
                            const absl::optional<std::string>& inputs,
                            RunStore* store, MaintainabilityReport* report) {
  report->clear_trend();
  const std::string key = inputs.has_value() ? *inputs : KeyOfContent(*report);
  MaintainabilityReport kept = *report;
  absl::Status status =
      FillTrend(question, RunIdOf(question, key), store, report);
  if (!status.ok()) return status;
  return store->Save(question, key, kept).status();
}

}  // namespace patchgraph
