#include "testdata/bench/ranking_fit.h"

#include <gtest/gtest.h>

#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "engine/resolve/ranking.h"

namespace patchgraph {
namespace {

using FeatureLists = std::vector<std::vector<Feature>>;

// Outcomes drawn by known weights: the fit finds them again.
TEST(RankingFitTest, FindsTheWeightsThatMadeTheOutcomes) {
  const unsigned seed = std::random_device()();
  std::cout << "seed " << seed << "\n";
  std::mt19937 random(seed);
  const absl::btree_map<std::string, double> truth = {
      {"a", 1.5}, {"b", -0.5}, {"c", 0.7}};
  std::vector<FeatureLists> lists(6000);
  std::vector<RankingExample> examples;
  for (FeatureLists& list : lists) {
    for (int i = 0; i < 3; ++i) {
      std::vector<Feature>& features = list.emplace_back();
      for (const auto& [name, weight] : truth) {
        if (random() % 2 == 0) features.push_back({name, 1});
      }
    }
    const std::vector<double> chances = Chances(list, truth);
    double draw = std::uniform_real_distribution<>(0, 1)(random);
    int right = -1;
    for (int i = 0; i < 3 && right < 0; ++i) {
      if (draw < chances[i]) right = i;
      draw -= chances[i];
    }
    examples.push_back({&list, right, 1});
  }
  const auto found = FitRanking(examples, 0.01);
  for (const auto& [name, weight] : truth) {
    EXPECT_NEAR(found.at(name), weight, 0.25) << name;
  }
}

// Seen once, a resolver that was right is not yet sure.
TEST(RankingFitTest, FewExamplesMakeNoLargeWeight) {
  const FeatureLists list = {{{"new"}}};
  const auto few = FitRanking({{&list, 0, 1}}, 1);
  const auto many =
      FitRanking(std::vector<RankingExample>(100, {&list, 0, 1}), 1);
  EXPECT_GT(few.at("new"), 0);
  EXPECT_LT(few.at("new"), 1);
  EXPECT_GT(many.at("new"), 2);
}

TEST(RankingFitTest, WithoutExamplesThereAreNoWeights) {
  EXPECT_TRUE(FitRanking({}, 1).empty());
}

}  // namespace
}  // namespace patchgraph
