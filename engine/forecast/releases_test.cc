#include "engine/forecast/releases.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/git/git_test_repository.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ParseReleaseName, PrefixAndNumbers) {
  const auto name = ParseReleaseName("v2.6.17");
  ASSERT_TRUE(name.has_value());
  EXPECT_EQ(name->prefix, "v");
  EXPECT_THAT(name->numbers, ElementsAre(2, 6, 17));

  const auto words = ParseReleaseName("cairn-release-4_10");
  ASSERT_TRUE(words.has_value());
  EXPECT_EQ(words->prefix, "cairn-release-");
  EXPECT_THAT(words->numbers, ElementsAre(4, 10));

  const auto bare = ParseReleaseName("1.0");
  ASSERT_TRUE(bare.has_value());
  EXPECT_EQ(bare->prefix, "");
}

TEST(ParseReleaseName, WhatIsNone) {
  for (const char* tag : {"v2.6.17-rc3", "v2.6.11-tree", "v1.2-rc1.1", "v3",
                          "latest", "", "v1.", "v1.2rc3", "v1.123456789"}) {
    EXPECT_FALSE(ParseReleaseName(tag).has_value()) << tag;
  }
}

class FindReleasesTest : public testing::Test {
 protected:
  // A commit with tags.
  void Commit(const std::vector<std::string>& tags) {
    repository_.Write("file", absl::StrCat(++commits_, "\n"));
    repository_.Commit(absl::StrCat("commit ", commits_));
    for (const std::string& tag : tags) repository_.Git("tag " + tag);
  }

  std::vector<std::string> Find(const std::string& target, int most = 9) {
    const auto repository = GitRepository::Open(repository_.path());
    EXPECT_TRUE(repository.ok()) << repository.status();
    const auto commit = (*repository)->ResolveCommit(target);
    EXPECT_TRUE(commit.ok()) << commit.status();
    const auto releases = FindReleases(**repository, *commit, most);
    EXPECT_TRUE(releases.ok()) << releases.status();
    std::vector<std::string> names;
    for (const Release& release : *releases) names.push_back(release.name);
    return names;
  }

  TestRepository repository_;
  int commits_ = 0;
};

TEST_F(FindReleasesTest, TheNewestOnesOldestFirst) {
  for (int i = 8; i <= 12; ++i) Commit({absl::StrCat("v1.", i)});
  EXPECT_THAT(Find("v1.12"),
              ElementsAre("v1.8", "v1.9", "v1.10", "v1.11", "v1.12"));
  EXPECT_THAT(Find("v1.11", 2), ElementsAre("v1.10", "v1.11"));
}

TEST_F(FindReleasesTest, TheTargetNeedNotBeOne) {
  Commit({"v1.1"});
  Commit({"v1.2-rc1"});
  Commit({});
  EXPECT_THAT(Find("HEAD"), ElementsAre("v1.1"));
}

TEST_F(FindReleasesTest, NoTagsNoReleases) {
  Commit({});
  Commit({"v1.2-rc1", "stable"});
  EXPECT_THAT(Find("HEAD"), IsEmpty());
}

TEST_F(FindReleasesTest, MendedReleasesAreNone) {
  Commit({"v2.6.1"});
  Commit({"v2.6.1.1"});
  Commit({"v2.6.2"});
  EXPECT_THAT(Find("HEAD"), ElementsAre("v2.6.1", "v2.6.2"));
}

TEST_F(FindReleasesTest, SeriesThatBeginWithZeroAreMendedByTheRest) {
  for (const char* tag : {"v2.29.0", "v2.29.1", "v2.30.0", "v2.30.1"}) {
    Commit({tag});
  }
  EXPECT_THAT(Find("HEAD"), ElementsAre("v2.29.0", "v2.30.0"));
}

TEST_F(FindReleasesTest, ASingleSeriesThatBeginsWithZeroIsOne) {
  for (const char* tag : {"v2.6.0", "v2.6.1", "v2.6.2"}) Commit({tag});
  EXPECT_THAT(Find("HEAD"), ElementsAre("v2.6.0", "v2.6.1", "v2.6.2"));
}

TEST_F(FindReleasesTest, ReleasesOfABranchAreNone) {
  Commit({"v1.1"});
  repository_.Git("checkout -q -b branch");
  Commit({"v1.2"});
  repository_.Git("checkout -q -b other v1.1");
  Commit({"v1.3"});
  EXPECT_THAT(Find("v1.3"), ElementsAre("v1.1", "v1.3"));
}

TEST_F(FindReleasesTest, OfSeveralPrefixesTheCommonestCounts) {
  Commit({"v1.1", "gui-0.1"});
  Commit({"v1.2"});
  Commit({"v1.3", "gui-0.2"});
  EXPECT_THAT(Find("HEAD"), ElementsAre("v1.1", "v1.2", "v1.3"));
}

TEST_F(FindReleasesTest, ATagOfATreeIsTheOldest) {
  Commit({});
  repository_.Git("tag v1.1 HEAD^{tree}");
  Commit({"v1.2"});
  EXPECT_THAT(Find("HEAD"), ElementsAre("v1.1", "v1.2"));
}

}  // namespace
}  // namespace patchgraph
