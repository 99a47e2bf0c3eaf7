// Merges generated files and lets git merge the same.

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/text/git_oracle.h"
#include "engine/text/merge.h"
#include "engine/text/merge_text.h"
#include "engine/text/text_generator.h"
#include "engine/text/text_kind.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

struct Case {
  std::string base;
  std::string ours;
  std::string theirs;
};

Case NewCase(TextGenerator* generator) {
  generator->Restock();
  const TextGenerator::Text base = generator->NewText();
  const int edits = generator->Below(generator->Below(3) == 0 ? 20 : 5) + 1;
  const TextGenerator::Text ours = generator->Edited(base, edits);
  // Sometimes theirs went on from ours, so that they have edits in common.
  const TextGenerator::Text theirs =
      generator->Below(4) == 0 ? generator->Edited(ours, generator->Below(4))
                               : generator->Edited(base, edits);
  return {generator->Join(base), generator->Join(ours),
          generator->Join(theirs)};
}

class MergeOracleTest : public ::testing::Test {
 protected:
  void Commit(const std::vector<Case>& cases) {
    GitOracle::Files base;
    GitOracle::Files ours;
    GitOracle::Files theirs;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      base[Name(i)] = cases[i].base;
      ours[Name(i)] = cases[i].ours;
      theirs[Name(i)] = cases[i].theirs;
    }
    git_.Commit("base", "", base);
    git_.Commit("ours", "base", ours);
    git_.Commit("theirs", "base", theirs);
  }

  static std::string Name(std::size_t index) {
    return absl::StrCat("case", index);
  }

  // What git makes of all cases.
  void MergeWithGit(const std::string& style, std::size_t count) {
    const std::string output = git_.Run(absl::StrCat(
        "-c merge.conflictStyle=", style,
        " merge-tree --write-tree --name-only --no-messages ours theirs"));
    const std::vector<std::string> lines = absl::StrSplit(output, '\n');
    in_conflict_.clear();
    for (std::size_t i = 1; i < lines.size(); ++i) {
      in_conflict_[lines[i]] = true;
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) {
      names.push_back(absl::StrCat(lines[0], ":", Name(i)));
    }
    merged_ = git_.Contents(names);
  }

  void ExpectSameAsGit(const std::vector<Case>& cases, ConflictStyle style) {
    RenderOptions options;
    options.style = style;
    options.labels.ours = "ours";
    options.labels.theirs = "theirs";
    options.labels.base = std::string(
        absl::StripTrailingAsciiWhitespace(git_.Run("rev-parse --short base")));
    MergeWithGit(style == ConflictStyle::kMerge ? "merge" : "diff3",
                 cases.size());
    ASSERT_EQ(merged_.size(), cases.size());
    MergeOptions merge_options;
    merge_options.diff.git = git_.Release();
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const Case& c = cases[i];
      // git asks this before it looks at any text.
      if (TrivialMerge(c.base, c.ours, c.theirs)) continue;
      const FileMerge merge = Merge(c.base, c.ours, c.theirs, merge_options);
      ASSERT_EQ(Render(merge, options), merged_[i]) << Name(i) << "\nbase:\n"
                                                    << c.base << "\nours:\n"
                                                    << c.ours << "\ntheirs:\n"
                                                    << c.theirs;
      ASSERT_EQ(!merge.clean(style), in_conflict_.count(Name(i)) > 0)
          << Name(i);
    }
  }

  GitOracle git_;
  std::vector<std::string> merged_;
  std::map<std::string, bool> in_conflict_;
};

TEST_F(MergeOracleTest, GeneratedFilesMergeAsGitMergesThem) {
  TextGenerator generator(TestSeed(20060617));
  std::vector<Case> cases;
  while (cases.size() < 3000) cases.push_back(NewCase(&generator));
  Commit(cases);
  ExpectSameAsGit(cases, ConflictStyle::kMerge);
  // Neither all clean nor all in conflict.
  EXPECT_GT(in_conflict_.size(), 500u);
  EXPECT_LT(in_conflict_.size(), 2500u);
  ExpectSameAsGit(cases, ConflictStyle::kDiff3);
}

TEST_F(MergeOracleTest, BinaryFilesConflictAndStayOurs) {
  const std::string nul(1, '\0');
  const std::vector<Case> cases = {
      {"a\n1\n2\n3\nb\n", "A\n1\n2\n3\nb\n", "a\n1\n2\n3\nB" + nul + "\n"}};
  EXPECT_FALSE(FitsTextMerge(cases[0].theirs));
  Commit(cases);
  MergeWithGit("merge", 1);
  EXPECT_EQ(merged_[0], cases[0].ours);
  EXPECT_EQ(in_conflict_.size(), 2u);  // the name, and the empty last line
}

}  // namespace
}  // namespace patchgraph
