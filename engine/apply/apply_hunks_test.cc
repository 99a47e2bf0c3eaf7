#include "engine/apply/apply_hunks.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/apply/group_hunks.h"
#include "engine/apply/make_hunk.h"
#include "engine/source/diff_reader.h"
#include "engine/text/lines.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

std::vector<Hunk> HunksOf(absl::string_view hunks) {
  const auto patch =
      ReadDiff(absl::StrCat("--- a/f\n+++ b/f\n", hunks), "test", "test");
  EXPECT_TRUE(patch.ok()) << patch.status();
  return patch->files.at(0).hunks;
}

// "1\n2\n…"
std::string Numbers(int first, int last) {
  std::string text;
  for (int i = first; i <= last; ++i) absl::StrAppend(&text, i, "\n");
  return text;
}

constexpr char kDropFive[] =
    "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n";

TEST(ApplyHunks, Clean) {
  const AppliedHunks applied = ApplyHunks(Numbers(1, 9), HunksOf(kDropFive), 0);
  EXPECT_EQ(applied.text, "1\n2\n3\n4\nfive\n6\n7\n8\n9\n");
  ASSERT_EQ(applied.hunks.size(), 1u);
  const HunkStep& hunk = applied.hunks[0];
  EXPECT_EQ(hunk.verdict, Verdict::kClean);
  EXPECT_EQ(hunk.header, "@@ -2,7 +2,7 @@");
  EXPECT_EQ(hunk.before_begin, 1);
  EXPECT_EQ(hunk.before_end, 8);
  ASSERT_EQ(hunk.edits.size(), 1u);
  EXPECT_EQ(hunk.edits[0], (Edit{4, 5, 4, 5}));
}

TEST(ApplyHunks, Offset) {
  const AppliedHunks applied =
      ApplyHunks("a\nb\nc\n" + Numbers(1, 9), HunksOf(kDropFive), 0);
  EXPECT_EQ(applied.text, "a\nb\nc\n1\n2\n3\n4\nfive\n6\n7\n8\n9\n");
  EXPECT_EQ(applied.hunks[0].verdict, Verdict::kOffset);
  EXPECT_EQ(applied.hunks[0].offset, 3);
}

TEST(ApplyHunks, FuzzOnlyWhenAllowed) {
  const std::string file = "1\nTWO\n3\n4\n5\n6\n7\n8\n9\n";
  const AppliedHunks strict = ApplyHunks(file, HunksOf(kDropFive), 0);
  EXPECT_EQ(strict.hunks[0].verdict, Verdict::kConflict);
  EXPECT_EQ(strict.hunks[0].message,
            "does not apply: it wants \"2\" at line 2, where there is \"TWO\"");
  EXPECT_EQ(strict.text, file);
  const AppliedHunks fuzzy = ApplyHunks(file, HunksOf(kDropFive), 2);
  EXPECT_EQ(fuzzy.hunks[0].verdict, Verdict::kFuzz);
  EXPECT_EQ(fuzzy.hunks[0].fuzz, 1);
  EXPECT_EQ(fuzzy.text, "1\nTWO\n3\n4\nfive\n6\n7\n8\n9\n");
}

TEST(ApplyHunks, WhatIsThereAlreadyIsUpstream) {
  const std::string file = "1\n2\n3\n4\nfive\n6\n7\n8\n9\n";
  const AppliedHunks applied = ApplyHunks(file, HunksOf(kDropFive), 0);
  EXPECT_EQ(applied.hunks[0].verdict, Verdict::kUpstream);
  EXPECT_EQ(applied.text, file);
}

TEST(ApplyHunks, OneFailureDoesNotStopTheRest) {
  const AppliedHunks applied =
      ApplyHunks(Numbers(1, 30),
                 HunksOf("@@ -2,3 +2,3 @@\n 2\n-three\n+drei\n 4\n"
                         "@@ -20,3 +20,4 @@\n 20\n 21\n+more\n 22\n"),
                 0);
  EXPECT_EQ(applied.hunks[0].verdict, Verdict::kConflict);
  EXPECT_EQ(applied.hunks[1].verdict, Verdict::kClean);
  EXPECT_EQ(applied.text, Numbers(1, 21) + "more\n" + Numbers(22, 30));
}

TEST(ApplyHunks, SaysWhenOnlyTheLineEndDiffers) {
  const AppliedHunks applied =
      ApplyHunks("1\r\n2\r\n", HunksOf("@@ -1,2 +1,2 @@\n-1\n+one\n 2\n"), 0);
  EXPECT_EQ(applied.hunks[0].message,
            "does not apply: line 1 differs only in its line end (CRLF or LF)");
}

TEST(ApplyHunks, KeepsAMissingNewlineAtTheEnd) {
  const AppliedHunks applied = ApplyHunks(
      "1\n2",
      HunksOf("@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+two\n"
              "\\ No newline at end of file\n"),
      0);
  EXPECT_EQ(applied.text, "1\ntwo");
}

TEST(ApplyHunks, MakesAFileOfNothing) {
  const AppliedHunks applied =
      ApplyHunks("", HunksOf("@@ -0,0 +1,2 @@\n+1\n+2\n"), 0);
  EXPECT_EQ(applied.text, "1\n2\n");
  EXPECT_EQ(applied.hunks[0].verdict, Verdict::kClean);
}

std::string RandomText(std::mt19937* random, int lines) {
  std::string text;
  for (int i = 0; i < lines; ++i) absl::StrAppend(&text, (*random)() % 9, "\n");
  return text;
}

// The hunks between any two texts, applied to the first, give the second; and
// still do when lines are put before it that no hunk has.
TEST(ApplyHunks, UndoesDiff) {
  const unsigned seed = 20060417;
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 2000; ++round) {
    const std::string before = RandomText(&random, random() % 40);
    std::string after = before;
    for (int change = random() % 4; change > 0; --change) {
      const size_t at = after.empty() ? 0 : (random() % after.size()) / 2 * 2;
      if (random() % 2 == 0) after.erase(at, 2 * (random() % 3));
      if (random() % 2 == 0) after.insert(at, RandomText(&random, 2));
    }
    const Lines before_lines(before);
    const Lines after_lines(after);
    std::vector<Hunk> hunks;
    for (const HunkStep& hunk :
         GroupHunks(Diff(before_lines, after_lines), before_lines.size())) {
      hunks.push_back(MakeHunk(hunk, before_lines, after_lines));
    }
    ASSERT_EQ(ApplyHunks(before, hunks, 0).text, after) << "round " << round;
    for (const HunkStep& hunk : ApplyHunks(before, hunks, 0).hunks) {
      ASSERT_EQ(hunk.verdict, Verdict::kClean) << "round " << round;
    }
    if (!before.empty() && hunks.size() == 1 && hunks[0].old_start > 3) {
      ASSERT_EQ(ApplyHunks("x\ny\n" + before, hunks, 0).text.substr(0, 4),
                "x\ny\n");
    }
  }
}

}  // namespace
}  // namespace patchgraph
