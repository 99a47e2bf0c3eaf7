#include "engine/resolve/textual/edit_merge.h"

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/resolve/textual/three_way.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

std::string RandomText(std::mt19937* random, const char* letters) {
  std::string text;
  const int size = static_cast<int>((*random)() % 12);
  for (int i = 0; i < size; ++i) {
    absl::StrAppend(&text, std::string(1, letters[(*random)() % 5]), "\n");
  }
  return text;
}

// The regions cover the three texts, and each is of the kind it says.
void CheckRegions(const ThreeWay& merge) {
  int base = 0;
  int ours = 0;
  int theirs = 0;
  for (const MergeRegion& region : merge.regions) {
    ASSERT_EQ(region.base.begin, base);
    ASSERT_EQ(region.ours.begin, ours);
    ASSERT_EQ(region.theirs.begin, theirs);
    base = region.base.end;
    ours = region.ours.end;
    theirs = region.theirs.end;
    const auto base_text = merge.texts.base.lines.Range(region.base);
    const auto our_text = merge.texts.ours.lines.Range(region.ours);
    const auto their_text = merge.texts.theirs.lines.Range(region.theirs);
    if (region.kind == MergeRegion::kUnchanged) {
      ASSERT_EQ(our_text, base_text);
      ASSERT_EQ(their_text, base_text);
    }
    if (region.kind == MergeRegion::kBoth) {
      ASSERT_EQ(our_text, their_text);
    }
  }
  ASSERT_EQ(base, merge.texts.base.lines.size());
  ASSERT_EQ(ours, merge.texts.ours.lines.size());
  ASSERT_EQ(theirs, merge.texts.theirs.lines.size());
}

TEST(EditMerge, RandomTexts) {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937 random(seed);
    const std::string base = RandomText(&random, "abcde");
    const std::string ours = RandomText(&random, "abcdx");
    const std::string theirs = RandomText(&random, "abcdy");
    const ThreeWay merge = MergeLines(base, ours, theirs);
    CheckRegions(merge);
    const ThreeWay swapped = MergeLines(base, theirs, ours);
    ASSERT_EQ(merge.merged, swapped.merged);
    if (merge.merged) {
      ASSERT_EQ(merge.Text(), swapped.Text());
    }

    EXPECT_EQ(MergeLines(base, ours, base).Text(), ours);
    EXPECT_EQ(MergeLines(base, base, theirs).Text(), theirs);
    EXPECT_EQ(MergeLines(base, ours, ours).Text(), ours);
  }
}

TEST(EditMerge, WhatGitMergesIsMergedTheSame) {
  int merged = 0;
  for (unsigned seed = 0; seed < 3000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937 random(seed);
    std::string base;
    std::string ours;
    std::string theirs;
    for (int i = 0; i < 12; ++i) {
      const std::string line = absl::StrCat("line", i, "\n");
      base += line;
      ours += random() % 6 == 0 ? absl::StrCat("our", i, "\n") : line;
      theirs += random() % 6 == 0 ? absl::StrCat("their", i, "\n") : line;
    }
    const FileMerge git = Merge(base, ours, theirs);
    if (git.conflicts(ConflictStyle::kDiff3) != 0) continue;
    ++merged;
    const ThreeWay merge = MergeLines(base, ours, theirs);
    ASSERT_TRUE(merge.merged);
    std::string text;
    for (const MergeRegion& region : git.met) {
      absl::StrAppend(&text, region.kind == MergeRegion::kTheirs
                                 ? git.theirs.Range(region.theirs)
                                 : git.ours.Range(region.ours));
    }
    EXPECT_EQ(merge.Text(), text);
  }
  EXPECT_GT(merged, 500);
}

TEST(EditMerge, WhatIsAddedBeforeALineStandsBeforeWhatTakesItsPlace) {
  EXPECT_EQ(MergeLines("a\nb\n", "a\nnew\nb\n", "a\nB\n").Text(),
            "a\nnew\nB\n");
  EXPECT_EQ(MergeLines("a\nb\n", "a\nB\n", "a\nb\nnew\n").Text(),
            "a\nB\nnew\n");
}

TEST(EditMerge, ManyEditsOfOneSideMeetOneOfTheOther) {
  const ThreeWay merge =
      MergeLines("a\nb\nc\nd\ne\n", "A\nb\nC\nd\nE\n", "a\nx\ne\n");
  EXPECT_FALSE(merge.merged);
  const ThreeWay apart =
      MergeLines("a\nb\nc\nd\ne\n", "A\nb\nc\nd\nE\n", "a\nx\ne\n");
  ASSERT_TRUE(apart.merged);
  EXPECT_EQ(apart.Text(), "A\nx\nE\n");
}

}  // namespace
}  // namespace patchgraph
