#include "engine/between/merge_order.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <random>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/text/text_generator.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(MergeOrder, OfNothing) {
  EXPECT_THAT(FindMergeOrder({}, absl::nullopt).stacks, IsEmpty());
}

TEST(MergeOrder, WithoutCollisionsTheGivenOrderStays) {
  MergeCosts costs;
  costs.stacks.resize(4);
  costs.stacks[2].own = 5;
  const MergeOrder order = FindMergeOrder(costs, absl::nullopt);
  EXPECT_THAT(order.stacks, ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(order.conflicts, ElementsAre(0, 0, 5, 0));
  EXPECT_EQ(order.total, 5);
  EXPECT_TRUE(order.exact);
}

// One hunk of the first meets three of the second.
TEST(MergeOrder, TheLargeHunkComesLast) {
  MergeCosts costs;
  costs.stacks = {{0, {{1}}}, {0, {{0}, {0}, {0}}}};
  EXPECT_THAT(FindMergeOrder(costs, absl::nullopt).stacks, ElementsAre(1, 0));
  const MergeOrder order = FindMergeOrder(costs, 0);
  EXPECT_THAT(order.stacks, ElementsAre(0, 1));
  EXPECT_THAT(order.conflicts, ElementsAre(0, 3));
}

// A hunk that meets two stacks is decided once.
TEST(MergeOrder, AHunkIsCountedOnce) {
  MergeCosts costs;
  costs.stacks = {{0, {{2}}}, {0, {{2}}}, {0, {{0, 1}}}};
  const MergeOrder order = FindMergeOrder(costs, absl::nullopt);
  EXPECT_THAT(order.stacks, ElementsAre(0, 1, 2));
  EXPECT_THAT(order.conflicts, ElementsAre(0, 0, 1));
}

MergeCosts RandomCosts(int stacks, std::mt19937_64* random) {
  MergeCosts costs;
  costs.stacks.resize(stacks);
  for (int i = 0; i < stacks; ++i) {
    costs.stacks[i].own = static_cast<int>((*random)() % 4);
    const int hunks = static_cast<int>((*random)() % 12);
    for (int hunk = 0; hunk < hunks; ++hunk) {
      std::set<int> others;
      for (int k = static_cast<int>((*random)() % 3); k >= 0; --k) {
        const int other = static_cast<int>((*random)() % stacks);
        if (other != i) others.insert(other);
      }
      if (!others.empty()) {
        costs.stacks[i].hunks.emplace_back(others.begin(), others.end());
      }
    }
  }
  return costs;
}

int CostOfOrder(const MergeCosts& costs, const std::vector<int>& order) {
  int total = 0;
  for (size_t i = 0; i < order.size(); ++i) {
    const MergeCosts::OfStack& stack = costs.stacks[order[i]];
    total += stack.own;
    for (const std::vector<int>& others : stack.hunks) {
      bool meets = false;
      for (size_t j = 0; j < i; ++j) {
        meets |= std::count(others.begin(), others.end(), order[j]) > 0;
      }
      total += meets ? 1 : 0;
    }
  }
  return total;
}

// The first of the best permutations in lexicographic order.
std::vector<int> BestByTryingAll(const MergeCosts& costs,
                                 absl::optional<int> first) {
  std::vector<int> order(costs.stacks.size());
  std::iota(order.begin(), order.end(), 0);
  std::vector<int> best;
  int fewest = std::numeric_limits<int>::max();
  do {
    if (first.has_value() && order[0] != *first) continue;
    const int cost = CostOfOrder(costs, order);
    if (cost >= fewest) continue;
    fewest = cost;
    best = order;
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

TEST(MergeOrder, IsTheBestOfAllPermutations) {
  const std::uint64_t seed = TestSeed(20060816);
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937_64 random(seed);
  for (int round = 0; round < 300; ++round) {
    const int stacks = 1 + static_cast<int>(random() % 6);
    const MergeCosts costs = RandomCosts(stacks, &random);
    absl::optional<int> first;
    if (round % 2 == 1) first = static_cast<int>(random() % stacks);
    const MergeOrder order = FindMergeOrder(costs, first);
    ASSERT_EQ(order.stacks, BestByTryingAll(costs, first)) << "round " << round;
    ASSERT_EQ(order.total, CostOfOrder(costs, order.stacks));
    ASSERT_EQ(order.total, std::accumulate(order.conflicts.begin(),
                                           order.conflicts.end(), 0));
    ASSERT_TRUE(order.exact);
  }
}

// Too many to try all: still one of them, with the right sum, never worse than
// the given order, and often better.
TEST(MergeOrder, OfManyStacksIsFoundByMoves) {
  const std::uint64_t seed = TestSeed(20060817);
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937_64 random(seed);
  int better = 0;
  for (int round = 0; round < 50; ++round) {
    const int stacks = kMostStacksForExactOrder + 1 + round % 5;
    const MergeCosts costs = RandomCosts(stacks, &random);
    std::vector<int> given(stacks);
    std::iota(given.begin(), given.end(), 0);
    absl::optional<int> first;
    if (round % 2 == 1) {
      first = round % stacks;
      std::rotate(given.begin(), given.begin() + *first,
                  given.begin() + *first + 1);
    }
    const MergeOrder order = FindMergeOrder(costs, first);
    ASSERT_THAT(order.stacks, testing::UnorderedElementsAreArray(given));
    ASSERT_EQ(order.stacks[0], first.value_or(order.stacks[0]));
    ASSERT_EQ(order.total, CostOfOrder(costs, order.stacks));
    ASSERT_FALSE(order.exact);
    ASSERT_LE(order.total, CostOfOrder(costs, given));
    better += order.total < CostOfOrder(costs, given) ? 1 : 0;
  }
  EXPECT_GT(better, 25);
}

TEST(MergeOrder, TwelveStacksAreStillExact) {
  std::mt19937_64 random(TestSeed(20060818));
  const MergeCosts costs = RandomCosts(kMostStacksForExactOrder, &random);
  const MergeOrder order = FindMergeOrder(costs, absl::nullopt);
  EXPECT_TRUE(order.exact);
  EXPECT_EQ(order.total, CostOfOrder(costs, order.stacks));
}

}  // namespace
}  // namespace patchgraph
