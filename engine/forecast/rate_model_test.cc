#include "engine/forecast/rate_model.h"

#include <vector>

#include "engine/forecast/forecast_constants.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

// A file that was there in each of the steps; '1' is a conflict, '.' a change
// without one, ' ' no change, '-' no file.
std::vector<FileStepCount> Steps(const char* text) {
  std::vector<FileStepCount> steps;
  for (const char* at = text; *at != '\0'; ++at) {
    FileStepCount step;
    step.there = *at != '-';
    step.changed = *at == '.' || *at == '1';
    step.conflicts = step.regions = *at == '1' ? 1 : 0;
    steps.push_back(step);
  }
  return steps;
}

double ProbabilityOf(const char* text, int places, double share,
                     const char* other = "") {
  const std::vector<FileStepCount> steps = Steps(text);
  const std::vector<FileStepCount> others = Steps(other);
  const std::vector<RateInput> files = {{steps, places, share},
                                        {others, 1, share}};
  return EstimateRates(files, FittedConstants().conflict)[0].probability;
}

TEST(EstimateRates, WhatWasOftenInConflictWillBe) {
  EXPECT_GT(ProbabilityOf("1.1.1.", 2, 0.3), ProbabilityOf("1.....", 2, 0.3));
  EXPECT_GT(ProbabilityOf("1.....", 2, 0.3), ProbabilityOf("......", 2, 0.3));
  EXPECT_GT(ProbabilityOf("......", 2, 0.3), ProbabilityOf("      ", 2, 0.3));
}

TEST(EstimateRates, TheNewerReleasesSayMore) {
  EXPECT_GT(ProbabilityOf(".....1", 2, 0.3), ProbabilityOf("1.....", 2, 0.3));
}

TEST(EstimateRates, NeverSureOfAnything) {
  EXPECT_LT(ProbabilityOf("11111111", 1, 0.9), 0.95);
  EXPECT_GT(ProbabilityOf("        ", 1, 0.01), 0);
}

TEST(EstimateRates, WithoutAPastTheFolderAndThePlacesDecide) {
  EXPECT_GT(ProbabilityOf("", 1, 0.5), ProbabilityOf("", 1, 0.1));
  EXPECT_GT(ProbabilityOf("", 8, 0.3), ProbabilityOf("", 1, 0.3));
  EXPECT_EQ(ProbabilityOf("----", 3, 0.3), ProbabilityOf("", 3, 0.3));
}

TEST(EstimateRates, StepsOfLongAgoDoNotCount) {
  EXPECT_EQ(ProbabilityOf("1111        ", 1, 0.3),
            ProbabilityOf("        ", 1, 0.3));
}

// A stack whose other files are in conflict all the time is a restless one.
TEST(EstimateRates, OtherFilesOfTheStackSaySomething) {
  EXPECT_GT(ProbabilityOf("", 1, 0.3, "111111"),
            ProbabilityOf("", 1, 0.3, "      "));
}

TEST(EstimateRates, SizesFollowThoseOfThePast) {
  std::vector<FileStepCount> steps = Steps("1.1.1.");
  const std::vector<RateInput> small = {{steps, 4, 0.3}};
  const double before =
      EstimateRates(small, FittedConstants().conflict)[0].regions;
  for (FileStepCount& step : steps) {
    if (step.conflicts > 0) step.regions = 6;
  }
  const std::vector<RateInput> large = {{steps, 4, 0.3}};
  EXPECT_GT(EstimateRates(large, FittedConstants().conflict)[0].regions,
            1.5 * before);
}

TEST(FolderShareOf, SmallFoldersAreTakenForTheTree) {
  const RateConstants constants = FittedConstants().conflict;
  const std::vector<PaceStep> tree = {{100000, 30000}, {100000, 30000}};
  const std::vector<PaceStep> small = {{4, 4}, {4, 4}};
  const std::vector<PaceStep> large = {{40000, 40000}, {40000, 40000}};
  EXPECT_NEAR(FolderShareOf({}, tree, constants), 0.3, 1e-9);
  EXPECT_NEAR(FolderShareOf(small, tree, constants), 0.3, 0.05);
  EXPECT_NEAR(FolderShareOf(large, tree, constants), 1, 0.1);
  EXPECT_EQ(FolderShareOf(small, {}, constants), 0);
}

}  // namespace
}  // namespace patchgraph
