#include "engine/report/maintainability/trend.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Figure MakeFigure(const std::string& name, double value,
                  const std::string& stack = "") {
  Figure figure;
  figure.set_name(name);
  figure.set_value(value);
  figure.set_stack(stack);
  return figure;
}

Finding MakeFinding(const std::string& fingerprint, int line = 1) {
  Finding finding;
  finding.set_kind("conflict");
  finding.set_path("kernel/timer.c");
  finding.set_line(line);
  finding.set_fingerprint(fingerprint);
  return finding;
}

MaintainabilityReport ReportWith(const std::vector<Figure>& figures,
                                 const std::vector<Finding>& findings = {}) {
  MaintainabilityReport report;
  report.set_made_at("2006-09-01T10:00:00Z");
  report.set_onto("v2.6.17");
  report.set_onto_id("4ec9");
  for (const Figure& figure : figures) *report.add_figures() = figure;
  for (const Finding& finding : findings) *report.add_findings() = finding;
  return report;
}

std::string Said(const FigureChange& change) {
  return change.name() + "/" + change.stack() + " " + change.direction();
}

std::vector<std::string> ChangesOf(const TrendReport& trend) {
  std::vector<std::string> said;
  for (const FigureChange& change : trend.changes()) {
    said.push_back(Said(change));
  }
  return said;
}

TEST(TrendTest, SaysWhatGotBetterAndWhatWorse) {
  const TrendRun before = TrendRunOf(
      ReportWith({MakeFigure("conflicts", 20), MakeFigure("breaks", 0),
                  MakeFigure("patches", 6), MakeFigure("forks-drifted", 61)}),
      "first");
  const MaintainabilityReport now =
      ReportWith({MakeFigure("conflicts", 13), MakeFigure("breaks", 1),
                  MakeFigure("patches", 7), MakeFigure("forks-drifted", 61)});
  const TrendReport trend = TrendOf({before}, {}, now, "second");
  EXPECT_THAT(ChangesOf(trend), ElementsAre("conflicts/ better",
                                            "breaks/ worse", "patches/ other"));
  EXPECT_EQ(trend.changes(0).before(), 20);
  EXPECT_EQ(trend.changes(0).after(), 13);
  EXPECT_EQ(trend.since().id(), "first");
}

TEST(TrendTest, MoreThatIsCleanIsBetter) {
  const TrendRun before = TrendRunOf(
      ReportWith({MakeFigure("patches-clean", 4), MakeFigure("hunks", 4),
                  MakeFigure("landed-strong", 1), MakeFigure("unheard-of", 1)}),
      "first");
  const MaintainabilityReport now =
      ReportWith({MakeFigure("patches-clean", 5), MakeFigure("hunks", 9),
                  MakeFigure("landed-strong", 2), MakeFigure("unheard-of", 2)});
  EXPECT_THAT(ChangesOf(TrendOf({before}, {}, now, "")),
              ElementsAre("patches-clean/ better", "hunks/ other",
                          "landed-strong/ other", "unheard-of/ other"));
}

TEST(TrendTest, AFigureIsKnownByNameStackAndFlavour) {
  Figure server = MakeFigure("breaks", 1, "xen");
  server.set_flavour("server");
  const TrendRun before =
      TrendRunOf(ReportWith({MakeFigure("conflicts", 5, "rt"),
                             MakeFigure("conflicts", 9, "xen"), server}),
                 "first");
  Figure desktop = MakeFigure("breaks", 3, "xen");
  desktop.set_flavour("desktop");
  const MaintainabilityReport now =
      ReportWith({MakeFigure("conflicts", 9, "xen"),
                  MakeFigure("conflicts", 6, "rt"), desktop});
  EXPECT_THAT(ChangesOf(TrendOf({before}, {}, now, "")),
              ElementsAre("conflicts/rt worse"))
      << "a figure that only one run has is no change";
}

TEST(TrendTest, FindingsAreKnownByTheirFingerprints) {
  const MaintainabilityReport now = ReportWith(
      {}, {MakeFinding("moved", 90), MakeFinding("new"), MakeFinding("new")});
  const TrendReport trend =
      TrendOf({TrendRunOf(ReportWith({}), "first")},
              {MakeFinding("moved", 12), MakeFinding("gone")}, now, "");
  ASSERT_THAT(trend.new_findings(), SizeIs(1));
  EXPECT_EQ(trend.new_findings(0).fingerprint(), "new");
  ASSERT_THAT(trend.gone_findings(), SizeIs(1));
  EXPECT_EQ(trend.gone_findings(0).fingerprint(), "gone");
}

TEST(TrendTest, ListsAllRunsAndComparesWithTheLast) {
  const TrendRun monday =
      TrendRunOf(ReportWith({MakeFigure("conflicts", 1)}), "monday");
  const TrendRun tuesday =
      TrendRunOf(ReportWith({MakeFigure("conflicts", 7)}), "tuesday");
  const MaintainabilityReport now = ReportWith({MakeFigure("conflicts", 7)});
  const TrendReport trend = TrendOf({monday, tuesday}, {}, now, "wednesday");
  EXPECT_THAT(trend.changes(), IsEmpty());
  ASSERT_THAT(trend.runs(), SizeIs(3));
  EXPECT_EQ(trend.runs(0).id(), "monday");
  EXPECT_EQ(trend.runs(2).id(), "wednesday");
  EXPECT_EQ(trend.runs(2).onto_id(), "4ec9");
  EXPECT_EQ(trend.runs(2).figures(0).value(), 7);
}

}  // namespace
}  // namespace patchgraph
