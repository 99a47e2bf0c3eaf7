#include "engine/report/maintainability/judgement.h"

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "engine/report/maintainability/effort.h"
#include "engine/report/maintainability/figures.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;

Figure FigureOf(const std::string& name, double value) {
  Figure figure;
  figure.set_name(name);
  figure.set_value(value);
  figure.set_unit(std::string(FindFigureKind(name)->unit));
  return figure;
}

// A feature that leaves kernels without it alone.
std::vector<Figure> NeutralFeature() {
  return {FigureOf("breaks", 0),
          FigureOf("cannot-be-off", 0),
          FigureOf("files-changed-when-off", 0),
          FigureOf("files-unknown-when-off", 0),
          FigureOf("new-files-that-count", 0),
          FigureOf("hunks-reaching", 0)};
}

std::vector<Figure> With(std::vector<Figure> figures, const std::string& name,
                         double value) {
  for (Figure& figure : figures) {
    if (figure.name() != name) continue;
    figure.set_value(value);
    return figures;
  }
  figures.push_back(FigureOf(name, value));
  return figures;
}

std::string AnswerWith(const std::vector<Figure>& figures, double hours) {
  return AnswerOf(With(figures, "hours-each-release", hours));
}

TEST(Answer, IsByTheRule) {
  const std::vector<Figure> neutral = NeutralFeature();
  const std::vector<Figure> reaches =
      With(With(neutral, "files-changed-when-off", 3), "hunks-reaching", 9);
  const std::vector<Figure> breaks = With(reaches, "breaks", 1);
  const std::vector<Figure> always = With(neutral, "cannot-be-off", 1);
  const std::vector<Figure> unknown =
      With(neutral, "files-unknown-when-off", 1);
  const std::vector<Figure> no_feature;
  struct Case {
    const std::vector<Figure>& figures;
    const char* light;   // 8 hours
    const char* middle;  // 9 hours
    const char* heavy;   // 41 hours
  };
  const Case cases[] = {
      {neutral, "carry", "carry switched off", "do not carry"},
      {reaches, "carry", "do not carry", "do not carry"},
      {unknown, "carry", "do not carry", "do not carry"},
      {breaks, "do not carry", "do not carry", "do not carry"},
      {always, "do not carry", "do not carry", "do not carry"},
      {no_feature, "carry", "carry", "do not carry"},
  };
  for (const Case& expected : cases) {
    EXPECT_EQ(AnswerWith(expected.figures, 8), expected.light);
    EXPECT_EQ(AnswerWith(expected.figures, 9), expected.middle);
    EXPECT_EQ(AnswerWith(expected.figures, 41), expected.heavy);
  }
}

TEST(Answer, IsNeverBetterForMoreOfWhatIsBad) {
  std::mt19937 random(20060901);
  const char* const names[] = {"hours-each-release", "breaks", "cannot-be-off",
                               "files-changed-when-off",
                               "files-unknown-when-off"};
  const auto rank = [](const std::string& answer) {
    if (answer == "carry") return 2;
    return answer == "carry switched off" ? 1 : 0;
  };
  for (int i = 0; i < 2000; ++i) {
    std::vector<Figure> figures = NeutralFeature();
    for (const char* name : names) {
      const int most = std::string(name) == "hours-each-release" ? 50 : 2;
      figures = With(figures, name, static_cast<double>(random() % (most + 1)));
    }
    const std::string name = names[random() % 5];
    const double value = FindFigure(figures, name)->value();
    EXPECT_LE(rank(AnswerOf(With(figures, name, value + 1))),
              rank(AnswerOf(figures)))
        << "case " << i << ", one more of " << name;
  }
}

TEST(Effort, IsCountsTimesMinutes) {
  const std::vector<Figure> figures = {FigureOf("files-in-conflict", 4),
                                       FigureOf("breaks", 2)};
  const EffortReport effort = EffortOf(figures);
  ASSERT_EQ(effort.parts_size(), 2);
  EXPECT_EQ(effort.parts(0).kind(), "file in conflict");
  EXPECT_EQ(effort.parts(0).hours(), 1);
  EXPECT_EQ(effort.parts(0).each_release_hours(), 1);
  EXPECT_EQ(effort.parts(1).kind(), "break");
  EXPECT_EQ(effort.parts(1).hours(), 1);
  // It is done once.
  EXPECT_EQ(effort.parts(1).each_release_hours(), 0);
  EXPECT_EQ(effort.merge_once().value(), 2);
  EXPECT_EQ(effort.each_release().value(), 1);
  // 4 files from 20 to 160 minutes, 2 breaks from 20 to 180.
  EXPECT_NEAR(effort.merge_once().range().low(),
              (120 - std::hypot(40, 40)) / 60, 0.01);
  EXPECT_NEAR(effort.merge_once().range().high(),
              (120 + std::hypot(100, 120)) / 60, 0.01);
  EXPECT_GE(effort.basis_size(), 3);
}

TEST(Effort, TakesTheNextReleaseFromTheForecast) {
  std::vector<Figure> figures = {
      FigureOf("files-in-conflict", 4), FigureOf("forks-drifted", 2),
      FigureOf("fork-conflict-regions", 6),
      FigureOf("next-files-in-conflict", 8), FigureOf("next-forks-drifted", 4)};
  figures[3].mutable_range()->set_low(2);
  figures[3].mutable_range()->set_high(16);
  const EffortReport effort = EffortOf(figures);
  ASSERT_EQ(effort.parts_size(), 3);
  EXPECT_EQ(effort.parts(0).each_release_hours(), 2);
  EXPECT_EQ(effort.parts(2).kind(), "fork conflict region");
  // Twice as many forks, three places in each as now.
  EXPECT_EQ(effort.parts(2).each_release_count(), 12);
  EXPECT_LT(effort.each_release().range().low(), effort.each_release().value());
  EXPECT_THAT(effort.basis(1), HasSubstr("forecast expects"));
}

TEST(Effort, OfNothingIsNothing) {
  const EffortReport effort = EffortOf({});
  EXPECT_EQ(effort.merge_once().value(), 0);
  EXPECT_EQ(effort.parts_size(), 0);
}

// Figures with the hours that follow.
std::vector<Figure> Whole(std::vector<Figure> figures, EffortReport* effort) {
  *effort = EffortOf(figures);
  figures.push_back(effort->merge_once());
  figures.push_back(effort->each_release());
  return figures;
}

TEST(Judgement, GivesTheReasonsThatWeighMost) {
  std::vector<Figure> figures = NeutralFeature();
  for (const auto& [name, value] :
       std::vector<std::pair<std::string, double>>{{"breaks", 2},
                                                   {"conflicts", 3},
                                                   {"files-in-conflict", 3},
                                                   {"conflict-regions", 5},
                                                   {"forks", 30},
                                                   {"forks-drifted", 20},
                                                   {"drift-hunks", 90}}) {
    figures = With(figures, name, value);
  }
  EffortReport effort;
  figures = Whole(figures, &effort);
  const JudgementReport judgement = JudgementOf(figures, effort, {});
  EXPECT_EQ(judgement.answer(), "do not carry");
  EXPECT_THAT(judgement.summary(), HasSubstr("Do not carry: about 4.9 hours"));
  ASSERT_EQ(judgement.reasons_size(), 3);
  // This decides; the others follow by their hours.
  EXPECT_EQ(judgement.reasons(0).part(), "neutral");
  EXPECT_EQ(judgement.reasons(0).figure(), "breaks");
  EXPECT_EQ(judgement.reasons(1).part(), "hidden");
  EXPECT_EQ(judgement.reasons(2).part(), "merge");
  EXPECT_GT(judgement.reasons(1).weight(), judgement.reasons(2).weight());
}

TEST(Judgement, SaysWhenAChangeChangesTheAnswer) {
  EffortReport effort;
  const std::vector<Figure> figures =
      Whole(With(With(NeutralFeature(), "breaks", 2), "files-in-conflict", 15),
            &effort);
  MeasuredChange mends;
  mends.action = "mend the breaks";
  mends.before = {FigureOf("breaks", 2)};
  mends.after = {FigureOf("breaks", 0)};
  MeasuredChange drops;
  drops.action = "drop calls.patch";
  drops.before = {FigureOf("files-in-conflict", 15)};
  drops.after = {FigureOf("files-in-conflict", 2)};
  MeasuredChange idle;
  idle.action = "do nothing";
  const JudgementReport judgement =
      JudgementOf(figures, effort, {drops, idle, mends});
  ASSERT_EQ(judgement.changes_size(), 2);
  EXPECT_EQ(judgement.changes(0).action(), "mend the breaks");
  EXPECT_EQ(judgement.changes(0).answer(), "carry");
  EXPECT_EQ(judgement.changes(1).action(), "drop calls.patch");
  EXPECT_EQ(judgement.changes(1).answer(), "");
  // With the hours that it takes off.
  ASSERT_EQ(judgement.changes(1).after_size(), 3);
  EXPECT_EQ(judgement.changes(1).after(2).name(), "hours-each-release");
  EXPECT_LT(judgement.changes(1).after(2).value(),
            judgement.changes(1).before(2).value());
}

TEST(Judgement, SaysWhatOfAKernelWithoutTheFeatureIsAnother) {
  const auto reason = [](const std::string& figure, double value) {
    EffortReport effort;
    const std::vector<Figure> figures =
        Whole(With(NeutralFeature(), figure, value), &effort);
    const JudgementReport judgement = JudgementOf(figures, effort, {});
    for (const JudgementReason& reason : judgement.reasons()) {
      if (reason.part() == "neutral") return reason.message();
    }
    return std::string();
  };
  const std::string other = "A kernel without the feature is another one: ";
  EXPECT_EQ(reason("new-files-that-count", 2), other + "it reads 2 new files.");
  EXPECT_EQ(reason("files-changed-when-off", 1), other + "1 file differs.");
  EXPECT_EQ(reason("breaks", 1), other + "it does not build at 1 place.");
  EXPECT_EQ(reason("files-unknown-when-off", 1),
            other + "of 1 file it could not be shown.");
}

TEST(Judgement, SaysWhatIsGood) {
  EffortReport effort;
  const std::vector<Figure> figures =
      Whole(With(NeutralFeature(), "conflicts", 0), &effort);
  const JudgementReport judgement = JudgementOf(figures, effort, {});
  EXPECT_EQ(judgement.answer(), "carry");
  ASSERT_EQ(judgement.reasons_size(), 3);
  EXPECT_THAT(judgement.reasons(0).message(), HasSubstr("within the 8 that"));
  EXPECT_EQ(judgement.reasons(1).message(),
            "A kernel without the feature is the one that there was before.");
  EXPECT_EQ(judgement.reasons(2).message(),
            "Nothing is in conflict with the target.");
}

}  // namespace
}  // namespace patchgraph
