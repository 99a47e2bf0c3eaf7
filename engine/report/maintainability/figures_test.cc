#include "engine/report/maintainability/figures.h"

#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/report/maintainability/effort.h"
#include "engine/report/maintainability/findings.h"
#include "engine/report/maintainability/sample_maintainability.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;

double ValueIn(const std::vector<Figure>& figures, absl::string_view name,
               absl::string_view stack = "", absl::string_view flavour = "") {
  const Figure* figure = FindFigure(figures, name, stack, flavour);
  EXPECT_NE(figure, nullptr) << name;
  return figure == nullptr ? -1 : figure->value();
}

TEST(Figures, CountWhatThePartsSay) {
  const std::vector<Figure> figures = FiguresOf(SampleMaintainability());
  EXPECT_EQ(ValueIn(figures, "patches"), 3);
  EXPECT_EQ(ValueIn(figures, "hunks"), 4);
  EXPECT_EQ(ValueIn(figures, "patches-in-conflict"), 1);
  EXPECT_EQ(ValueIn(figures, "patches-upstream"), 1);
  EXPECT_EQ(ValueIn(figures, "patches-blocked"), 1);
  EXPECT_EQ(ValueIn(figures, "conflicts"), 1);
  EXPECT_EQ(ValueIn(figures, "files-in-conflict"), 1);
  EXPECT_EQ(ValueIn(figures, "conflict-regions"), 2);
  EXPECT_EQ(ValueIn(figures, "landed-strong"), 1);
  EXPECT_EQ(ValueIn(figures, "landed-proposals"), 0);
  EXPECT_EQ(ValueIn(figures, "breaks"), 1);
  EXPECT_EQ(ValueIn(figures, "cannot-be-off"), 1);
  EXPECT_EQ(ValueIn(figures, "hunks-reaching"), 2);
  // What the stack defines itself compiles.
  EXPECT_EQ(ValueIn(figures, "lost-symbols"), 1);
  EXPECT_EQ(ValueIn(figures, "layouts-changed"), 1);
  EXPECT_EQ(ValueIn(figures, "exports-changed"), 0);
  EXPECT_EQ(ValueIn(figures, "forks-drifted"), 1);
  EXPECT_EQ(ValueIn(figures, "drift-security"), 1);
  EXPECT_EQ(ValueIn(figures, "duplicated-lines"), 60);
  EXPECT_EQ(ValueIn(figures, "invaded-files"), 4);
  EXPECT_EQ(ValueIn(figures, "new-lines"), 1800);
}

TEST(Figures, AreOfEachStackAndFlavourToo) {
  const std::vector<Figure> figures = FiguresOf(SampleMaintainability());
  EXPECT_EQ(ValueIn(figures, "conflicts", "guest"), 1);
  EXPECT_EQ(ValueIn(figures, "conflicts", "audio"), 0);
  EXPECT_EQ(ValueIn(figures, "patches-blocked", "audio"), 1);
  EXPECT_EQ(ValueIn(figures, "breaks", "guest", "server"), 0);
  EXPECT_EQ(ValueIn(figures, "breaks", "", "server"), 0);
  // No neutral was made of it: nothing known is not nought.
  EXPECT_EQ(FindFigure(figures, "breaks", "audio"), nullptr);
}

TEST(Figures, OfAPartThatIsNotThereAreNone) {
  MaintainabilityReport report = SampleMaintainability();
  report.clear_neutral();
  report.clear_forecast();
  const std::vector<Figure> figures = FiguresOf(report);
  EXPECT_EQ(FindFigure(figures, "breaks"), nullptr);
  EXPECT_EQ(FindFigure(figures, "lost-symbols"), nullptr);
  EXPECT_EQ(FindFigure(figures, "next-files-in-conflict"), nullptr);
  EXPECT_EQ(FindFigure(figures, "hours-once"), nullptr);
  EXPECT_NE(FindFigure(figures, "conflicts"), nullptr);
}

TEST(Figures, WithoutHistoryNobodyKnowsOfCommits) {
  MaintainabilityReport report = SampleMaintainability();
  report.mutable_drift()->mutable_stacks(0)->set_history(false);
  EXPECT_EQ(FindFigure(FiguresOf(report), "drift-commits"), nullptr);
}

TEST(Figures, KeepTheRangeOfAnEstimate) {
  const std::vector<Figure> figures = FiguresOf(SampleMaintainability());
  const Figure* next = FindFigure(figures, "next-files-in-conflict", "guest");
  ASSERT_NE(next, nullptr);
  EXPECT_EQ(next->range().low(), 1);
  EXPECT_EQ(next->range().high(), 4);
  EXPECT_EQ(next->range().coverage(), 0.8);
  EXPECT_FALSE(FindFigure(figures, "patches")->has_range());
}

TEST(Figures, HaveNamesAndUnitsOfTheTable) {
  std::set<std::string> seen;
  for (const Figure& figure : FiguresOf(SampleMaintainability())) {
    const FigureKind* kind = FindFigureKind(figure.name());
    ASSERT_NE(kind, nullptr) << figure.name();
    EXPECT_EQ(figure.unit(), kind->unit);
    EXPECT_TRUE(seen.insert(absl::StrCat(figure.name(), "|", figure.stack(),
                                         "|", figure.flavour()))
                    .second)
        << figure.name() << " is there twice";
  }
  EXPECT_EQ(FindFigureKind("no-such-figure"), nullptr);
}

TEST(FigureDigits, ShowsNoMoreThanANumberIsWorth) {
  EXPECT_EQ(FigureDigits(15), "15");
  EXPECT_EQ(FigureDigits(12.52), "12.5");
  EXPECT_EQ(FigureDigits(12.99), "13");
  EXPECT_EQ(FigureDigits(123.4), "123");
  EXPECT_EQ(FigureDigits(0), "0");
}

std::string Documentation() {
  std::ifstream file("docs/report.md");
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_FALSE(text.str().empty());
  return text.str();
}

TEST(Documentation, ListsEveryFigureAndFinding) {
  const std::string text = Documentation();
  for (const FigureKind& kind : FigureKinds()) {
    const absl::string_view better =
        kind.better == FigureDirection::kLess   ? "less"
        : kind.better == FigureDirection::kMore ? "more"
                                                : "neither";
    EXPECT_THAT(
        text, HasSubstr(absl::StrCat("| `", kind.name, "` | ", kind.unit, " | ",
                                     better, " | ", kind.meaning, " |")));
  }
  for (const FindingKind& kind : FindingKinds()) {
    EXPECT_THAT(text, HasSubstr(absl::StrCat("| `", kind.name, "` | ",
                                             kind.meaning, " |")));
  }
}

TEST(Documentation, ListsTheMinutesOfAllWork) {
  const std::string text = Documentation();
  for (const WorkKind& kind : WorkKinds()) {
    EXPECT_THAT(text,
                HasSubstr(absl::StrCat("| ", kind.name, " | `", kind.figure,
                                       "` | ", kind.minutes, " (", kind.least,
                                       " to ", kind.most, ") |")));
    EXPECT_NE(FindFigureKind(kind.figure), nullptr) << kind.figure;
    if (kind.each_release_figure.empty()) continue;
    EXPECT_NE(FindFigureKind(kind.each_release_figure), nullptr);
  }
}

}  // namespace
}  // namespace patchgraph
