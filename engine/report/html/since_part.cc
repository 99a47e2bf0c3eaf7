#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/report/html/page_parts.h"
#include "engine/report/html/range_picture.h"

namespace patchgraph {
namespace {

// Those that are drawn, where the runs have them.
constexpr const char* kDrawn[] = {"hours-each-release",
                                  "hours-once",
                                  "patches-in-conflict",
                                  "files-in-conflict",
                                  "conflict-regions",
                                  "files-changed-when-off",
                                  "breaks",
                                  "forks-drifted",
                                  "drift-security",
                                  "lost-symbols",
                                  "invaded-files",
                                  "duplicated-lines"};
constexpr int kMostFindings = 200;

// The values of a figure of all stacks over the runs that have it.
std::vector<double> ValuesOf(const TrendReport& trend, const char* name) {
  std::vector<double> values;
  for (const TrendRun& run : trend.runs()) {
    for (const Figure& figure : run.figures()) {
      if (figure.name() == name && figure.stack().empty() &&
          figure.flavour().empty()) {
        values.push_back(figure.value());
        break;
      }
    }
  }
  return values;
}

PageData ChangeRow(const FigureChange& change) {
  std::string of = change.stack();
  if (!change.flavour().empty()) {
    of = absl::StrCat(of, of.empty() ? "" : ", ", change.flavour());
  }
  return PageObject({{"name", FigureName(change.name())},
                     {"of", of},
                     {"before", FigureNumber(change.before())},
                     {"after", FigureNumber(change.after())},
                     {"direction", change.direction()},
                     {"kind", change.direction() == "better"  ? "good"
                              : change.direction() == "worse" ? "bad"
                                                              : "other"}});
}

PageRows Findings(const google::protobuf::RepeatedPtrField<Finding>& findings) {
  PageRows rows;
  for (const Finding& finding : findings) {
    if (rows.size() >= kMostFindings) break;
    rows.push_back(PageObject(
        {{"kind", FigureName(finding.kind())},
         {"stack", finding.stack()},
         {"subsystem", finding.subsystem()},
         {"place", finding.line() > 0
                       ? absl::StrCat(finding.path(), ":", finding.line())
                       : finding.path()},
         {"message", finding.message()}}));
  }
  return rows;
}

void FillFindings(const google::protobuf::RepeatedPtrField<Finding>& findings,
                  const std::string& name, PageData* data) {
  (*data)[absl::StrCat("has_", name)] = PageData(!findings.empty());
  (*data)[name] = PageData(Findings(findings));
  (*data)[absl::StrCat(name, "_count")] =
      PageText(GroupedNumber(findings.size()));
  (*data)[absl::StrCat("more_", name)] =
      PageText(findings.size() > kMostFindings
                   ? GroupedNumber(findings.size() - kMostFindings)
                   : std::string());
}

}  // namespace

PageData SincePart(PageContext* context) {
  const MaintainabilityReport& report = context->report();
  const TrendReport& trend = report.trend();
  PageData data = PageObject({{"since", TimeWords(trend.since().made_at())},
                              {"since_onto", trend.since().onto()}});
  data["known"] = PageData(report.has_trend());
  PageRows lines;
  for (const char* name : kDrawn) {
    const std::vector<double> values = ValuesOf(trend, name);
    if (values.size() < 2) continue;
    lines.push_back(PageObject({{"name", FigureName(name)},
                                {"first", FigureNumber(values.front())},
                                {"last", FigureNumber(values.back())}}));
    lines.back()["picture"] = PageHtml(TrendLine(
        absl::StrCat(FigureName(name), ": ", FigureNumber(values.front()),
                     " at first, ", FigureNumber(values.back()), " now, over ",
                     values.size(), " runs"),
        values));
  }
  data["has_lines"] = PageData(!lines.empty());
  data["lines"] = PageData(lines);
  data["run_count"] = PageText(GroupedNumber(trend.runs_size()));
  std::vector<const FigureChange*> changes;
  for (const FigureChange& change : trend.changes()) {
    changes.push_back(&change);
  }
  const auto rank = [](const FigureChange* change) {
    return change->direction() == "worse"    ? 0
           : change->direction() == "better" ? 1
                                             : 2;
  };
  std::stable_sort(changes.begin(), changes.end(),
                   [rank](const FigureChange* a, const FigureChange* b) {
                     return rank(a) < rank(b);
                   });
  PageRows rows;
  for (const FigureChange* change : changes) rows.push_back(ChangeRow(*change));
  data["has_changes"] = PageData(!rows.empty());
  data["changes"] = PageData(rows);
  FillFindings(trend.new_findings(), "new_findings", &data);
  FillFindings(trend.gone_findings(), "gone_findings", &data);
  PageRows runs;
  for (const TrendRun& run : trend.runs()) {
    runs.push_back(PageObject({{"id", run.id()},
                               {"made_at", TimeWords(run.made_at())},
                               {"onto", run.onto()},
                               {"onto_id", ShortCommit(run.onto_id())}}));
  }
  data["runs"] = PageData(runs);
  return data;
}

}  // namespace patchgraph
