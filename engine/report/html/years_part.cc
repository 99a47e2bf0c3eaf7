#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "engine/report/html/page_parts.h"
#include "engine/report/html/range_picture.h"

namespace patchgraph {
namespace {

constexpr int kMostFiles = 200;
constexpr size_t kMostTestsUnfolded = 12;
constexpr size_t kMostUnfolded = 25;

// "next-files-in-conflict" -> "files in conflict".
std::string NextName(absl::string_view name) {
  return FigureName(absl::StripPrefix(name, "next-"));
}

std::string RangeWords(const FigureRange& range) {
  return absl::StrCat(FigureNumber(range.low()), " to ",
                      FigureNumber(range.high()));
}

PageData Expected(const Figure& figure) {
  PageData row = PageObject({{"name", NextName(figure.name())},
                             {"stack", figure.stack()},
                             {"value", FigureNumber(figure.value())},
                             {"unit", figure.unit()}});
  row["range"] = PageText(figure.has_range() ? RangeWords(figure.range())
                                             : std::string("not known"));
  row["coverage"] = PageText(figure.range().coverage() > 0
                                 ? PercentWords(figure.range().coverage())
                                 : std::string());
  RangeMarks marks;
  marks.low = figure.range().low();
  marks.high = figure.range().high();
  marks.predicted = figure.value();
  row["picture"] = PageHtml(
      figure.has_range()
          ? RangeLine(absl::StrCat(NextName(figure.name()), ": ",
                                   FigureWords(figure)),
                      marks, std::max(figure.value(), marks.high) * 1.1)
          : std::string());
  return row;
}

bool Held(const BacktestReport& test) {
  return test.actual() >= test.range().low() &&
         test.actual() <= test.range().high();
}

PageData Backtest(const BacktestReport& test) {
  const bool held = Held(test);
  PageData row = PageObject(
      {{"from", test.from()},
       {"to", test.to()},
       {"figure", NextName(test.figure())},
       {"predicted", FigureNumber(test.predicted())},
       {"range", test.has_range() ? RangeWords(test.range()) : std::string()},
       {"actual", FigureNumber(test.actual())},
       {"error",
        absl::StrCat(test.predicted() >= test.actual() ? "+" : "",
                     FigureNumber(test.predicted() - test.actual()))}});
  row["held"] = PageData(test.has_range() && held);
  row["missed"] = PageData(test.has_range() && !held);
  RangeMarks marks;
  marks.low = test.range().low();
  marks.high = test.range().high();
  marks.predicted = test.predicted();
  marks.actual = test.actual();
  marks.has_actual = true;
  row["picture"] = PageHtml(RangeLine(
      absl::StrCat("predicted ", FigureNumber(test.predicted()), ", came ",
                   FigureNumber(test.actual())),
      marks, std::max({marks.high, marks.actual, marks.predicted}) * 1.1));
  return row;
}

// "3 of 6": of the steps from a release to the next.
std::string StepsOf(int steps, const FileForecast& file) {
  return absl::StrCat(steps, " of ", file.releases());
}

PageData FileRow(const FileForecast& file) {
  PageData row =
      PageObject({{"path", file.path()},
                  {"subsystem", file.subsystem()},
                  {"probability", PercentWords(file.probability())},
                  {"changed", StepsOf(file.releases_changed(), file)},
                  {"met", StepsOf(file.releases_in_conflict(), file)}});
  row["fork"] = PageData(file.fork());
  return row;
}

}  // namespace

PageData YearsPart(PageContext* context) {
  const MaintainabilityReport& report = context->report();
  const ForecastReport& forecast = report.forecast();
  PageData data =
      PageObject({{"left_out", !report.has_forecast() ? "It was not computed."
                                                      : forecast.left_out()},
                  {"releases", absl::StrJoin(forecast.releases(), ", ")}});
  PageRows next;
  const bool several = report.check().stacks_size() > 1;
  for (const Figure& figure : forecast.next_release()) {
    // One stack is all of them.
    if (!several && !figure.stack().empty()) continue;
    next.push_back(Expected(figure));
  }
  data["has_next"] = PageData(!next.empty());
  data["next"] = PageData(next);
  PageRows tests;
  for (const BacktestReport& test : forecast.backtests()) {
    tests.push_back(Backtest(test));
  }
  data["has_tests"] = PageData(!tests.empty());
  const int held = static_cast<int>(std::count_if(
      forecast.backtests().begin(), forecast.backtests().end(), Held));
  data["tests_open"] = PageData(tests.size() <= kMostTestsUnfolded);
  data["tests_held"] =
      PageText(absl::StrCat(held, " of ", forecast.backtests_size()));
  data["tests"] = PageData(tests);
  PageRows files;
  for (const FileForecast& file : forecast.files()) {
    if (files.size() >= kMostFiles) break;
    files.push_back(FileRow(file));
  }
  data["has_files"] = PageData(!files.empty());
  data["files_open"] = PageData(files.size() <= kMostUnfolded);
  data["file_count"] = PageText(GroupedNumber(static_cast<int>(files.size())));
  data["more_files"] =
      PageText(forecast.files_size() > kMostFiles
                   ? GroupedNumber(forecast.files_size() - kMostFiles)
                   : std::string());
  data["files"] = PageData(files);
  return data;
}

}  // namespace patchgraph
