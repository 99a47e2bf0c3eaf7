#include "engine/report/maintainability/forecast_report.h"

#include "engine/report/utf8.h"

namespace patchgraph {
namespace {

void FillForecastRange(const ForecastFigure& figure, FigureRange* range) {
  range->set_low(figure.low);
  range->set_high(figure.high);
  range->set_coverage(figure.coverage);
}

void FillForecastFigure(const ForecastFigure& figure, Figure* report) {
  report->set_name(std::string(Name(figure.kind)));
  report->set_stack(ValidUtf8(figure.stack));
  report->set_value(figure.expected);
  FillForecastRange(figure, report->mutable_range());
  report->set_unit(std::string(UnitOf(figure.kind)));
}

}  // namespace

ForecastReport MakeForecastReport(
    const Forecast& forecast,
    const std::function<std::string(absl::string_view path)>& subsystem) {
  ForecastReport report;
  report.set_left_out(ValidUtf8(forecast.left_out));
  for (const std::string& release : forecast.releases) {
    report.add_releases(ValidUtf8(release));
  }
  for (const ForecastFigure& figure : forecast.figures) {
    FillForecastFigure(figure, report.add_next_release());
  }
  for (const ForecastFile& file : forecast.files) {
    FileForecast& to = *report.add_files();
    to.set_stack(ValidUtf8(file.stack));
    to.set_path(ValidUtf8(file.path));
    to.set_fork(file.fork);
    to.set_original(ValidUtf8(file.original));
    if (subsystem != nullptr) to.set_subsystem(ValidUtf8(subsystem(file.path)));
    to.set_probability(file.probability);
    to.set_expected(file.expected);
    to.set_releases(file.releases);
    to.set_releases_changed(file.changed);
    to.set_releases_in_conflict(file.hit);
  }
  for (const ForecastTrial& trial : forecast.trials) {
    BacktestReport& to = *report.add_backtests();
    to.set_from(ValidUtf8(trial.from));
    to.set_to(ValidUtf8(trial.to));
    to.set_figure(std::string(Name(trial.figure.kind)));
    to.set_predicted(trial.figure.expected);
    FillForecastRange(trial.figure, to.mutable_range());
    to.set_actual(trial.actual);
  }
  return report;
}

}  // namespace patchgraph
