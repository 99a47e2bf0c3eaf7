#include "engine/text/similarity.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/text/git_oracle.h"
#include "engine/text/text_generator.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

int Compare(absl::string_view a, absl::string_view b, GitRelease git = {}) {
  return Similarity(Fingerprint(a, git), Fingerprint(b, git));
}

TEST(SimilarityTest, EqualContentIsAllSimilar) {
  EXPECT_EQ(Compare("one\ntwo\n", "one\ntwo\n"), kMaxSimilarity);
}

TEST(SimilarityTest, ScoreIsTheShareOfTheLargerFile) {
  EXPECT_EQ(Compare("1234\n", "1234\nabcd\n"), kMaxSimilarity / 2);
  EXPECT_EQ(Compare("1234\nabcd\n", "1234\n"), kMaxSimilarity / 2);
}

TEST(SimilarityTest, OrderDoesNotMatter) {
  EXPECT_EQ(Compare("1\n2\n3\n", "3\n1\n2\n"), kMaxSimilarity);
}

TEST(SimilarityTest, NothingInCommon) {
  EXPECT_EQ(Compare("one\n", "two\n"), 0);
  EXPECT_EQ(Compare("", "two\n"), 0);
  EXPECT_EQ(Compare("", ""), 0);
}

TEST(SimilarityTest, CarriageReturnsDoNotCountInText) {
  // Of twelve bytes ten are in common: the CRs are counted on neither side.
  EXPECT_EQ(Compare("1234\nabcd\n", "1234\r\nabcd\r\n"),
            kMaxSimilarity * 10 / 12);
  const std::string nul("\0\n", 2);
  EXPECT_LT(Compare(nul + "1234\n", nul + "1234\r\n"), kMaxSimilarity / 2);
}

TEST(SimilarityTest, AnUnfinishedLineCountsSinceGit244) {
  EXPECT_EQ(Compare("1234\nabcde", "1234\nabcde"), kMaxSimilarity / 2);
  EXPECT_EQ(Compare("1234\nabcde", "1234\nabcde", {2, 44}), kMaxSimilarity);
}

TEST(SimilarityTest, SizesTellWhatCannotBeSimilar) {
  EXPECT_TRUE(SizesAllowSimilarity(100, 50, kRenameSimilarity));
  EXPECT_FALSE(SizesAllowSimilarity(100, 49, kRenameSimilarity));
  EXPECT_TRUE(SizesAllowSimilarity(49, 100, kMaxSimilarity * 49 / 100));
  EXPECT_FALSE(SizesAllowSimilarity(0, 1, kRenameSimilarity));
  EXPECT_FALSE(SizesAllowSimilarity(0, 0, kRenameSimilarity));
}

// git shows scores in percent, for renames of at least the given similarity.
TEST(SimilarityTest, ScoresAreThoseOfGit) {
  constexpr int kCases = 1500;
  constexpr int kMinimum = kMaxSimilarity / 100;
  TextGenerator generator(TestSeed(20060316));
  std::vector<std::string> before;
  std::vector<std::string> after;
  GitOracle::Files files;
  while (before.size() < kCases) {
    generator.Restock();
    const TextGenerator::Text text = generator.NewText();
    const std::string a = generator.Join(text);
    const std::string b =
        generator.Join(generator.Edited(text, generator.Below(20)));
    // Equal files are renames by their id, and empty ones are none.
    if (a == b || a.empty() || b.empty()) continue;
    const std::string directory = absl::StrCat("case", before.size());
    files[directory + "/before/old"] = a;
    files[directory + "/after/new"] = b;
    before.push_back(a);
    after.push_back(b);
  }
  GitOracle git;
  git.Commit("main", "", files);
  std::map<std::string, std::string> trees;
  for (const absl::string_view line :
       absl::StrSplit(git.Run("ls-tree -r -d main"), '\n', absl::SkipEmpty())) {
    // "040000 tree <id>\t<path>"
    const std::vector<std::string> parts =
        absl::StrSplit(line, absl::ByAnyChar(" \t"));
    trees[parts[3]] = parts[2];
  }
  std::string pairs;
  for (int i = 0; i < kCases; ++i) {
    absl::StrAppend(&pairs, trees[absl::StrCat("case", i, "/before")], " ",
                    trees[absl::StrCat("case", i, "/after")], "\n");
  }
  // After each pair that git was given stand its changes; those that begin with
  // ":100644 100644" are renames, with "R<percent>" for a status.
  const std::string output = git.Run("diff-tree --stdin --raw -M1%", pairs);
  std::vector<int> percents;
  for (const absl::string_view line :
       absl::StrSplit(output, '\n', absl::SkipEmpty())) {
    if (!absl::StartsWith(line, ":")) {
      percents.push_back(0);
      continue;
    }
    const std::vector<absl::string_view> fields =
        absl::StrSplit(line, absl::ByAnyChar(" \t"));
    if (absl::StartsWith(fields[4], "R")) {
      ASSERT_TRUE(absl::SimpleAtoi(fields[4].substr(1), &percents.back()));
    }
  }
  ASSERT_EQ(percents.size(), static_cast<std::size_t>(kCases));
  const GitRelease release = git.Release();
  int renames = 0;
  for (int i = 0; i < kCases; ++i) {
    int score = 0;
    if (SizesAllowSimilarity(before[i].size(), after[i].size(), kMinimum)) {
      score = Compare(before[i], after[i], release);
    }
    if (score < kMinimum) score = 0;
    EXPECT_EQ(score * 100 / kMaxSimilarity, percents[i]) << "case" << i;
    if (percents[i] > 0) ++renames;
  }
  EXPECT_GT(renames, kCases / 2);
}

}  // namespace
}  // namespace patchgraph
