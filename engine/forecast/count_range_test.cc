#include "engine/forecast/count_range.h"

#include <cmath>
#include <random>

#include "gtest/gtest.h"

namespace patchgraph {
namespace {

TEST(LogProbability, SumsToOneWithTheMeanAndTheVariance) {
  for (const CountDistribution& wanted :
       {CountDistribution{0.3, 0.3}, CountDistribution{0.3, 0.5},
        CountDistribution{18, 18}, CountDistribution{18, 40},
        CountDistribution{500, 20000}}) {
    double sum = 0;
    double mean = 0;
    double squares = 0;
    for (int count = 0; count < 5000; ++count) {
      const double p = std::exp(LogProbability(wanted, count));
      sum += p;
      mean += p * count;
      squares += p * count * count;
    }
    EXPECT_NEAR(sum, 1, 1e-6);
    EXPECT_NEAR(mean, wanted.mean, 1e-4 * wanted.mean);
    EXPECT_NEAR(squares - mean * mean, wanted.variance, 1e-3 * wanted.variance);
  }
}

TEST(LogProbability, OfNothing) {
  EXPECT_EQ(LogProbability({0, 0}, 0), 0);
  EXPECT_EQ(std::exp(LogProbability({0, 0}, 1)), 0);
}

// Less spread than Poisson cannot be had of rare events: Poisson it is.
TEST(LogProbability, IsPoissonAtLeast) {
  EXPECT_DOUBLE_EQ(LogProbability({4, 1}, 4), LogProbability({4, 4}, 4));
}

TEST(RangeOf, HasNothingWhereNothingIsExpected) {
  const CountRange range = RangeOf({0, 0}, 10);
  EXPECT_EQ(range.low, 0);
  EXPECT_EQ(range.high, 0);
}

TEST(RangeOf, EndsAtTheMost) {
  const CountRange range = RangeOf({9.5, 12}, 10);
  EXPECT_LE(range.low, 9);
  EXPECT_EQ(range.high, 10);
}

TEST(RangeOf, GrowsWithTheVariance) {
  const CountRange narrow = RangeOf({20, 20}, -1);
  const CountRange wide = RangeOf({20, 80}, -1);
  EXPECT_LT(wide.low, narrow.low);
  EXPECT_GT(wide.high, narrow.high);
}

TEST(RangeOf, HoldsFourFifthsOfWhatIsDrawn) {
  std::mt19937 random(20060917);
  for (const CountDistribution& wanted :
       {CountDistribution{2, 3}, CountDistribution{18, 40},
        CountDistribution{500, 20000}}) {
    SCOPED_TRACE(wanted.mean);
    const double excess = wanted.variance - wanted.mean;
    std::gamma_distribution<double> rates(wanted.mean * wanted.mean / excess,
                                          excess / wanted.mean);
    const CountRange range = RangeOf(wanted, -1);
    int held = 0;
    constexpr int kDraws = 20000;
    for (int i = 0; i < kDraws; ++i) {
      const int count = std::poisson_distribution<int>(rates(random))(random);
      held += range.low <= count && count <= range.high ? 1 : 0;
    }
    const double share = held / static_cast<double>(kDraws);
    EXPECT_GT(share, 0.79);
    // Small counts come in large steps.
    EXPECT_LT(share, wanted.mean < 5 ? 0.95 : 0.87);
  }
}

}  // namespace
}  // namespace patchgraph
