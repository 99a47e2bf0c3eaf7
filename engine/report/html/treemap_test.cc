#include "engine/report/html/treemap.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <random>

#include "gtest/gtest.h"

namespace patchgraph {
namespace {

TEST(TreemapTest, OneAmountFillsTheMap) {
  const std::vector<MapRectangle> map = Treemap({3}, 100, 40);
  ASSERT_EQ(map.size(), 1);
  EXPECT_DOUBLE_EQ(map[0].width, 100);
  EXPECT_DOUBLE_EQ(map[0].height, 40);
}

TEST(TreemapTest, NothingToShow) {
  EXPECT_TRUE(Treemap({}, 100, 40).empty());
  EXPECT_DOUBLE_EQ(Treemap({0, 0}, 100, 40)[1].width, 0);
}

TEST(TreemapTest, AreasAreAsTheAmountsAndDoNotOverlap) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> amounts(1 + random() % 60);
    for (double& amount : amounts) amount = random() % 1000;
    amounts[0] += 1;
    std::sort(amounts.begin(), amounts.end(), std::greater<>());
    const double all = std::accumulate(amounts.begin(), amounts.end(), 0.0);
    const std::vector<MapRectangle> map = Treemap(amounts, 300, 200);
    ASSERT_EQ(map.size(), amounts.size());
    for (size_t i = 0; i < map.size(); ++i) {
      const MapRectangle& at = map[i];
      EXPECT_NEAR(at.width * at.height, amounts[i] / all * 300 * 200, 1e-6);
      EXPECT_GE(at.x, -1e-6);
      EXPECT_GE(at.y, -1e-6);
      EXPECT_LE(at.x + at.width, 300 + 1e-6);
      EXPECT_LE(at.y + at.height, 200 + 1e-6);
      for (size_t k = 0; k < i; ++k) {
        const double wide = std::min(at.x + at.width, map[k].x + map[k].width) -
                            std::max(at.x, map[k].x);
        const double high =
            std::min(at.y + at.height, map[k].y + map[k].height) -
            std::max(at.y, map[k].y);
        EXPECT_FALSE(wide > 1e-6 && high > 1e-6);
      }
    }
  }
}

}  // namespace
}  // namespace patchgraph
