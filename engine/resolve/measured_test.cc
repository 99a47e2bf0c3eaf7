#include "engine/resolve/measured.h"

#include <gtest/gtest.h>

namespace patchgraph {
namespace {

TEST(MeasuredTest, ANameHasItsKind) {
  EXPECT_EQ(MeasuredName("plain", "ours"), "plain (ours)");
  EXPECT_EQ(MeasuredName("plain", ""), "plain");
}

// Worked out by hand from Wilson's formula with z = 1.6449: without a failure
// it is n / (n + z^2).
TEST(MeasuredTest, ALowerBoundGrowsWithWhatWasSeen) {
  EXPECT_EQ(LowerBound(0, 0), 0);
  EXPECT_NEAR(LowerBound(10, 10), 0.787, 0.001);
  EXPECT_NEAR(LowerBound(100, 100), 0.974, 0.001);
  EXPECT_NEAR(LowerBound(100, 50), 0.419, 0.001);
  EXPECT_NEAR(LowerBound(10, 0), 0, 1e-9);
}

TEST(MeasuredTest, WhatIsBuiltInHangsTogether) {
  for (const bool with_histories : {false, true}) {
    const Measured& measured = BuiltInMeasured(with_histories);
    EXPECT_GT(measured.counts.size(), 10);
    EXPECT_GT(measured.apply_from, 0.5);
    EXPECT_LE(measured.apply_from, 1);
    for (const auto& [name, count] : measured.counts) {
      EXPECT_GE(count.conflicts, count.conflicts_right) << name;
      EXPECT_GE(count.conflicts, count.files) << name;
      EXPECT_GE(count.files, count.files_right) << name;
      EXPECT_EQ(measured.weights.count(name), 1) << name;
    }
  }
}

}  // namespace
}  // namespace patchgraph
