#include "engine/report/maintainability/trend.h"

#include <map>
#include <set>
#include <string>
#include <tuple>

#include "engine/report/maintainability/figures.h"

namespace patchgraph {
namespace {

using FigureKey = std::tuple<std::string, std::string, std::string>;

FigureKey KeyOfFigure(const Figure& figure) {
  return {figure.name(), figure.stack(), figure.flavour()};
}

std::string DirectionOf(const std::string& figure, double before,
                        double after) {
  const FigureKind* kind = FindFigureKind(figure);
  if (kind == nullptr || kind->better == FigureDirection::kNeither) {
    return "other";
  }
  const bool is_less = after < before;
  return is_less == (kind->better == FigureDirection::kLess) ? "better"
                                                             : "worse";
}

void AddChanges(const TrendRun& before, const MaintainabilityReport& report,
                TrendReport* trend) {
  std::map<FigureKey, double> values;
  for (const Figure& figure : before.figures()) {
    values[KeyOfFigure(figure)] = figure.value();
  }
  for (const Figure& figure : report.figures()) {
    const auto known = values.find(KeyOfFigure(figure));
    if (known == values.end() || known->second == figure.value()) continue;
    FigureChange* change = trend->add_changes();
    change->set_name(figure.name());
    change->set_stack(figure.stack());
    change->set_flavour(figure.flavour());
    change->set_before(known->second);
    change->set_after(figure.value());
    change->set_direction(
        DirectionOf(figure.name(), known->second, figure.value()));
  }
}

// Those of `findings` that are not in `others`, each fingerprint once.
template <typename Findings, typename Others, typename Add>
void AddMissing(const Findings& findings, const Others& others,
                const Add& add) {
  std::set<std::string> known;
  for (const Finding& other : others) known.insert(other.fingerprint());
  for (const Finding& finding : findings) {
    if (known.insert(finding.fingerprint()).second) *add() = finding;
  }
}

}  // namespace

TrendRun TrendRunOf(const MaintainabilityReport& report, absl::string_view id) {
  TrendRun run;
  run.set_id(std::string(id));
  run.set_made_at(report.made_at());
  run.set_onto(report.onto());
  run.set_onto_id(report.onto_id());
  *run.mutable_figures() = report.figures();
  return run;
}

TrendReport TrendOf(absl::Span<const TrendRun> earlier,
                    absl::Span<const Finding> earlier_findings,
                    const MaintainabilityReport& report, absl::string_view id) {
  TrendReport trend;
  const TrendRun& since = earlier.back();
  *trend.mutable_since() = since;
  for (const TrendRun& run : earlier) *trend.add_runs() = run;
  *trend.add_runs() = TrendRunOf(report, id);
  AddChanges(since, report, &trend);
  AddMissing(report.findings(), earlier_findings,
             [&trend] { return trend.add_new_findings(); });
  AddMissing(earlier_findings, report.findings(),
             [&trend] { return trend.add_gone_findings(); });
  return trend;
}

}  // namespace patchgraph
