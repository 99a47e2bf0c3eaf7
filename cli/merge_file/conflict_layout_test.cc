#include "cli/merge_file/conflict_layout.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/git/git_test_repository.h"
#include "engine/text/merge.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

const MarkerLabels kLabels = {"o", "b", "t"};

// git merges single files with Myers' diff.
FileMerge MergeAsMergeFile(const std::string& base, const std::string& ours,
                           const std::string& theirs) {
  MergeOptions options;
  options.diff.algorithm = DiffAlgorithm::kMyers;
  return Merge(base, ours, theirs, options);
}

// A few words, so that conflicts share lines at their ends.
std::string Edited(const std::vector<std::string>& lines,
                   std::mt19937* random) {
  std::string text;
  for (const std::string& line : lines) {
    switch ((*random)() % 6) {
      case 0:
        absl::StrAppend(&text, "x", (*random)() % 3, "\n");
        break;
      case 1:
        absl::StrAppend(&text, line, "\nx", (*random)() % 3, "\n");
        break;
      case 2:
        break;
      default:
        absl::StrAppend(&text, line, "\n");
    }
  }
  return text;
}

TEST(ConflictLayout, IsGitsInEveryStyle) {
  const TestFolder folder;
  int conflicts = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937 random(seed);
    std::vector<std::string> lines;
    for (unsigned i = 0; i < 12 + seed % 7; ++i) {
      lines.push_back(absl::StrCat("line ", i));
    }
    const std::string base = absl::StrJoin(lines, "\n") + "\n";
    const std::string ours = Edited(lines, &random);
    const std::string theirs = Edited(lines, &random);
    folder.Write("base", base);
    folder.Write("ours", ours);
    folder.Write("theirs", theirs);
    const FileMerge merge = MergeAsMergeFile(base, ours, theirs);
    for (const std::string style : {"merge", "diff3", "zdiff3"}) {
      const std::string flag = style == "merge" ? "" : "--" + style;
      const LaidOutText laid_out =
          LayOut(merge, *ConflictLayoutNamed(style), kLabels, 9);
      EXPECT_EQ(laid_out.text,
                folder.Run("git merge-file -p --marker-size=9 -L o -L b -L t " +
                           flag + " ours base theirs || true"))
          << style;
      conflicts += laid_out.open;
    }
  }
  EXPECT_GT(conflicts, 100);
  EXPECT_FALSE(ConflictLayoutNamed("union").has_value());
}

// Two conflicts, far from each other; the first is settled.
struct TwoConflicts {
  std::string base = Text("b", "e");
  std::string ours = Text("b ours", "e ours");
  std::string theirs = Text("b theirs", "e theirs");
  FileMerge merge = Merge(base, ours, theirs);
  ResolvedFile resolved = FirstSettled();

  static std::string Text(const std::string& first, const std::string& second) {
    return absl::StrCat("a\n", first, "\nc\n1\n2\n3\n4\n5\n6\nd\n", second,
                        "\nf\n");
  }
  ResolvedFile FirstSettled() const {
    ResolvedFile file;
    for (size_t i = 0; i < merge.met.size(); ++i) {
      if (merge.met[i].kind != MergeRegion::kConflict) continue;
      ResolvedRegion region;
      region.region = static_cast<int>(i);
      if (file.regions.empty()) {
        region.applied = true;
        region.proposals.push_back(
            {"b both\n", "test", "it is said so", 1, Tier::kApply});
      }
      file.regions.push_back(region);
    }
    file.open = 1;
    return file;
  }
};

TEST(ConflictLayout, KeepsWhatIsLeftAsGitLaysItOut) {
  const TwoConflicts two;
  for (const std::string style : {"merge", "diff3", "zdiff3"}) {
    const ConflictLayout layout = *ConflictLayoutNamed(style);
    const LaidOutText laid_out =
        LayOutResolved(two.merge, two.resolved, layout, kLabels, 7);
    EXPECT_EQ(laid_out.open, 1);
    const std::string base_part = style == "merge" ? "" : "||||||| b\ne\n";
    EXPECT_EQ(laid_out.text,
              absl::StrCat("a\nb both\nc\n1\n2\n3\n4\n5\n6\nd\n<<<<<<< o\ne "
                           "ours\n",
                           base_part, "=======\ne theirs\n>>>>>>> t\nf\n"));
  }
}

TEST(ConflictLayout, OfNothingAppliedIsGits) {
  TwoConflicts two;
  for (ResolvedRegion& region : two.resolved.regions) region.applied = false;
  const LaidOutText laid_out = LayOutResolved(
      two.merge, two.resolved, ConflictLayout::kMerge, kLabels, 7);
  EXPECT_EQ(laid_out.text,
            LayOut(two.merge, ConflictLayout::kMerge, kLabels, 7).text);
  EXPECT_EQ(laid_out.open, 2);
}

TEST(ConflictLayout, OfAllAppliedHasNoMarker) {
  TwoConflicts two;
  two.resolved.regions[1].applied = true;
  two.resolved.regions[1].proposals.push_back(
      {"", "test", "it is said so", 1, Tier::kApply});
  const LaidOutText laid_out = LayOutResolved(
      two.merge, two.resolved, ConflictLayout::kMerge, kLabels, 7);
  EXPECT_EQ(laid_out.text, "a\nb both\nc\n1\n2\n3\n4\n5\n6\nd\nf\n");
  EXPECT_EQ(laid_out.open, 0);
}

}  // namespace
}  // namespace patchgraph
