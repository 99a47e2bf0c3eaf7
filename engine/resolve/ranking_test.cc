#include "engine/resolve/ranking.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "engine/resolve/candidates.h"
#include "engine/resolve/test_conflict.h"

namespace patchgraph {
namespace {

using FeatureLists = std::vector<std::vector<Feature>>;

TEST(RankingTest, WithoutWeightsAllAreAlikeAndSoIsNone) {
  const FeatureLists features = {{{"a"}}, {{"b"}}, {{"c"}}};
  for (double chance : Chances(features, {})) {
    EXPECT_DOUBLE_EQ(chance, 0.25);
  }
}

TEST(RankingTest, AChanceIsItsShareOfAll) {
  const FeatureLists features = {{{"sure", 1}}, {{"bold", 2}}};
  const std::vector<double> chances =
      Chances(features, {{"sure", std::log(6)}, {"bold", 0.5 * std::log(3)}});
  EXPECT_NEAR(chances[0], 0.6, 1e-9);
  EXPECT_NEAR(chances[1], 0.3, 1e-9);
}

TEST(RankingTest, AgreementCounts) {
  const absl::btree_map<std::string, double> weights = {{"a", 1}, {"b", 1}};
  const std::vector<double> alone = Chances(FeatureLists{{{"a"}}}, weights);
  const std::vector<double> both =
      Chances(FeatureLists{{{"a"}, {"b"}}}, weights);
  EXPECT_GT(both[0], alone[0]);
}

TEST(RankingTest, LargeScoresStayNumbers) {
  const std::vector<double> chances =
      Chances(FeatureLists{{{"a", 1}}, {{"a", -1}}}, {{"a", 1e6}});
  EXPECT_DOUBLE_EQ(chances[0], 1);
  EXPECT_DOUBLE_EQ(chances[1], 0);
}

double ValueOf(const std::vector<Feature>& features, const std::string& name) {
  for (const Feature& feature : features) {
    if (feature.name == name) return feature.value;
  }
  return 0;
}

TEST(RankingTest, ACandidateIsWhoSaysItAndWhatItKeeps) {
  TestMerge merge("a\nold\nz\n", "a\nours\nz\n", "a\ntheirs\nz\n");
  merge.histories.ours = {VersionAt(200, "a\nours\nz\n")};
  merge.histories.theirs = {VersionAt(100, "a\ntheirs\nz\n")};
  const std::vector<Candidate> candidates = {
      {"ours\n", {{"plain", "ours", ""}, {"newer", "", ""}}},
      {"theirs\n", {{"plain", "theirs", ""}}}};
  const FeatureLists features = FeaturesOf(merge.Conflict(), candidates);
  ASSERT_EQ(features.size(), 2);
  EXPECT_EQ(ValueOf(features[0], "plain (ours)"), 1);
  EXPECT_EQ(ValueOf(features[0], "plain"), 1);
  EXPECT_EQ(ValueOf(features[0], "newer"), 1);
  EXPECT_EQ(ValueOf(features[1], "newer"), 0);
  EXPECT_EQ(ValueOf(features[0], "words added by theirs and left out"), 1);
  EXPECT_EQ(ValueOf(features[1], "words added by ours and left out"), 1);
  EXPECT_GT(ValueOf(features[0], "leans to the newer side"), 0);
  EXPECT_LT(ValueOf(features[1], "leans to the newer side"), 0);
}

}  // namespace
}  // namespace patchgraph
