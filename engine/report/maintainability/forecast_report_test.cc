#include "engine/report/maintainability/forecast_report.h"

#include <set>
#include <string>

#include "engine/report/report_json.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

TEST(ForecastReport, SaysAllThatIsKnown) {
  Forecast forecast;
  forecast.releases = {"v1.1", "v1.2", "v1.3"};
  ForecastFigure figure;
  figure.kind = ForecastKind::kConflictRegions;
  figure.stack = "guest";
  figure.expected = 2.5;
  figure.low = 1;
  figure.high = 4;
  figure.coverage = 0.83;
  forecast.figures = {figure};
  ForecastFile file;
  file.stack = "guest";
  file.path = "kernel/time-guest.c";
  file.fork = true;
  file.original = "kernel/time.c";
  file.probability = 0.25;
  file.expected = 1.5;
  file.releases = 2;
  file.changed = 1;
  file.hit = 1;
  forecast.files = {file};
  ForecastTrial trial;
  trial.from = "v1.2";
  trial.to = "v1.3";
  trial.figure = figure;
  trial.actual = 3;
  forecast.trials = {trial};

  const ForecastReport report = MakeForecastReport(
      forecast, [](absl::string_view) { return std::string("core"); });
  EXPECT_EQ(report.releases_size(), 3);
  ASSERT_EQ(report.next_release_size(), 1);
  const Figure& said = report.next_release(0);
  EXPECT_EQ(said.name(), "next-conflict-regions");
  EXPECT_EQ(said.stack(), "guest");
  EXPECT_EQ(said.unit(), "regions");
  EXPECT_EQ(said.value(), 2.5);
  EXPECT_EQ(said.range().low(), 1);
  EXPECT_EQ(said.range().high(), 4);
  EXPECT_EQ(said.range().coverage(), 0.83);
  ASSERT_EQ(report.files_size(), 1);
  EXPECT_EQ(report.files(0).path(), "kernel/time-guest.c");
  EXPECT_EQ(report.files(0).original(), "kernel/time.c");
  EXPECT_EQ(report.files(0).subsystem(), "core");
  EXPECT_TRUE(report.files(0).fork());
  EXPECT_EQ(report.files(0).probability(), 0.25);
  EXPECT_EQ(report.files(0).expected(), 1.5);
  EXPECT_EQ(report.files(0).releases(), 2);
  EXPECT_EQ(report.files(0).releases_changed(), 1);
  EXPECT_EQ(report.files(0).releases_in_conflict(), 1);
  ASSERT_EQ(report.backtests_size(), 1);
  EXPECT_EQ(report.backtests(0).figure(), "next-conflict-regions");
  EXPECT_EQ(report.backtests(0).predicted(), 2.5);
  EXPECT_EQ(report.backtests(0).actual(), 3);
}

TEST(ForecastReport, SaysWhyThereIsNone) {
  Forecast forecast;
  forecast.left_out = "there is no past \xff";
  const ForecastReport report = MakeForecastReport(forecast, nullptr);
  EXPECT_EQ(report.left_out(), "there is no past \xEF\xBF\xBD");
  EXPECT_NE(ToJson(report).find("no past"), std::string::npos);
}

TEST(ForecastKind, EachHasANameAndAUnitOfItsOwn) {
  std::set<absl::string_view> names;
  for (const ForecastKind kind : AllForecastKinds()) {
    EXPECT_TRUE(names.insert(Name(kind)).second);
    EXPECT_EQ(Name(kind).substr(0, 5), "next-");
    EXPECT_FALSE(UnitOf(kind).empty());
  }
  EXPECT_EQ(names.size(), static_cast<size_t>(kForecastKinds));
}

}  // namespace
}  // namespace patchgraph
