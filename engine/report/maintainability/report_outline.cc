#include "engine/report/maintainability/report_outline.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "engine/report/maintainability/outline_parts.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

std::string WithCapital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

ReportOutline::Change ChangeOf(const JudgementChange& change) {
  std::string effect = change.effect();
  const auto hours = [&change](bool after) {
    for (const Figure& figure : after ? change.after() : change.before()) {
      if (figure.name() == "hours-each-release") return figure.value();
    }
    return 0.0;
  };
  const double saved = hours(false) - hours(true);
  if (saved >= 0.1) {
    absl::StrAppend(&effect, "; ", Thousands(saved),
                    " hours of each release less");
  }
  if (!change.answer().empty()) {
    absl::StrAppend(&effect, "; the answer is then: ", change.answer());
  }
  return {WithCapital(change.action()), effect, change.command()};
}

}  // namespace

ReportOutline OutlineOf(const MaintainabilityReport& report) {
  ReportOutline outline;
  outline.title =
      absl::StrCat(report.title(), " onto ", ShortTreeName(report.onto()));
  outline.answer = WithCapital(report.judgement().answer());
  absl::string_view summary = report.judgement().summary();
  const bool goes_on = absl::ConsumePrefix(&summary, outline.answer);
  outline.summary =
      absl::StrCat(goes_on || summary.empty() ? "" : ". ", summary);
  for (const JudgementReason& reason : report.judgement().reasons()) {
    outline.reasons.push_back(reason.message());
  }
  for (const JudgementChange& change : report.judgement().changes()) {
    outline.changes.push_back(ChangeOf(change));
  }
  std::vector<OutlineSection>& sections = outline.sections;
  sections.push_back(MergeSection(report));
  if (report.has_neutral()) {
    sections.push_back(NeutralSection(report.neutral()));
  }
  OutlineSection hidden = HiddenSection(report);
  if (!hidden.sentences.empty()) sections.push_back(std::move(hidden));
  if (report.has_footprint()) {
    sections.push_back(FootprintSection(report.footprint()));
  }
  if (report.has_forecast() && report.forecast().left_out().empty()) {
    sections.push_back(YearsSection(report.forecast()));
  }
  if (report.has_trend()) sections.push_back(TrendSection(report.trend()));
  sections.push_back(HoursSection(report.effort()));
  for (const std::string& sentence : report.left_out()) {
    outline.left_out.push_back(sentence);
  }
  return outline;
}

}  // namespace patchgraph
