#include "engine/check/check.h"

#include <string>

#include "engine/check/check_test_stack.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

// Lines 1 to 30, of which the stack changes the fifth.
constexpr char kFifth[] =
    "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n";
const char kFile[] = "mm/page.c";

std::string Thirty() { return Numbers(1, 30); }

StackCheck Move(const StackOf& stack, const std::shared_ptr<const Tree>& onto,
                const CheckOptions& options = {}) {
  auto check = Check(stack.stack(), onto, options);
  EXPECT_TRUE(check.ok()) << check.status();
  return *std::move(check);
}

StackCheck MoveFifth(const std::string& onto,
                     const CheckOptions& options = {}) {
  return Move(StackOf(TreeOf("1.0", {{kFile, Thirty()}}))
                  .Edit("fifth.patch", kFile, kFifth),
              TreeOf("1.1", {{kFile, onto}}), options);
}

TEST(Check, Clean) {
  const StackCheck check = MoveFifth(Thirty());
  EXPECT_EQ(check.patches[0].verdict, Verdict::kClean);
  EXPECT_EQ(check.moved[0].verdict, Verdict::kClean);
  EXPECT_EQ(check.moved[0].files[0].hunks[0].line, 2);
  EXPECT_EQ(TextAt(*check.result, kFile),
            "1\n2\n3\n4\nfive\n" + Numbers(6, 30));
  EXPECT_EQ(check.footprint.files_modified, 1);
  EXPECT_TRUE(check.conflicts.empty());
}

TEST(Check, CleanWhereUpstreamChangedOtherLines) {
  const StackCheck check = MoveFifth(Numbers(1, 20) + "x\n" + Numbers(21, 30));
  EXPECT_EQ(check.moved[0].verdict, Verdict::kClean);
}

TEST(Check, Offset) {
  const StackCheck check = MoveFifth("a\nb\n" + Thirty());
  EXPECT_EQ(check.moved[0].verdict, Verdict::kOffset);
  EXPECT_EQ(check.moved[0].files[0].hunks[0].line, 4);
  EXPECT_EQ(check.moved[0].files[0].hunks[0].offset, 2);
}

TEST(Check, MergedWhereTheContextChanged) {
  const StackCheck check = MoveFifth("1\n2\n3.1\n4\n" + Numbers(5, 30));
  EXPECT_EQ(check.moved[0].verdict, Verdict::kMerged);
  EXPECT_EQ(TextAt(*check.result, kFile),
            "1\n2\n3.1\n4\nfive\n" + Numbers(6, 30));
}

TEST(Check, Upstream) {
  const StackCheck check = MoveFifth("1\n2\n3\n4\nfive\n" + Numbers(6, 29));
  EXPECT_EQ(check.moved[0].verdict, Verdict::kUpstream);
}

TEST(Check, IsNotLedAstrayByTextThatReadsLikeItsContext) {
  // Upstream took the patch, and grew a twin of its surroundings above.
  const std::string twin = "2.0\n3\n4\n5\n6\n7\n8.0\n";
  const std::string onto = "1\n" + twin + "2\n3\n4\nfive\n" + Numbers(6, 30);
  const StackCheck check = MoveFifth(onto);
  EXPECT_EQ(check.moved[0].verdict, Verdict::kUpstream);
  EXPECT_EQ(TextAt(*check.result, kFile), onto);
}

TEST(Check, ConflictKeepsTheTargetsText) {
  const std::string onto = "1\n2\n3\n4\nfunf\n" + Numbers(6, 30);
  const StackCheck check = MoveFifth(onto);
  EXPECT_EQ(check.moved[0].verdict, Verdict::kConflict);
  EXPECT_EQ(TextAt(*check.result, kFile), onto);
  ASSERT_EQ(check.conflicts.size(), 1u);
  const Conflict& conflict = check.conflicts[0];
  EXPECT_EQ(conflict.kind, ConflictKind::kContent);
  EXPECT_EQ(conflict.path, kFile);
  EXPECT_EQ(conflict.patch, "fifth.patch");
  EXPECT_EQ(conflict.stack, "stack");
  ASSERT_EQ(conflict.regions.size(), 1u);
  EXPECT_EQ(conflict.regions[0].base.text, "5\n");
  EXPECT_EQ(conflict.regions[0].ours.text, "funf\n");
  EXPECT_EQ(conflict.regions[0].theirs.text, "five\n");
  EXPECT_EQ(conflict.regions[0].theirs.start, 5);
  EXPECT_EQ(conflict.regions[0].hunks, std::vector<int>({0}));
}

TEST(Check, FuzzIsASecondChanceWhenAskedFor) {
  const std::string onto = "1\n2\n3\nquattro\n" + Numbers(5, 30);
  CheckOptions fuzz;
  fuzz.fuzz = 3;
  EXPECT_EQ(MoveFifth(onto).moved[0].verdict, Verdict::kConflict);
  const StackCheck check = MoveFifth(onto, fuzz);
  EXPECT_EQ(check.moved[0].verdict, Verdict::kFuzz);
  EXPECT_EQ(check.moved[0].files[0].hunks[0].fuzz, 3);
  EXPECT_TRUE(check.conflicts.empty());
  EXPECT_EQ(TextAt(*check.result, kFile),
            "1\n2\n3\nquattro\nfive\n" + Numbers(6, 30));
}

TEST(Check, WhatTouchesAConflictIsBlocked) {
  const StackCheck check = Move(
      StackOf(TreeOf("1.0", {{kFile, Thirty()}}))
          .Edit("first.patch", kFile, kFifth)
          .Edit("second.patch", kFile,
                "@@ -3,5 +3,5 @@\n 3\n 4\n-five\n+cinq\n 6\n 7\n"
                "@@ -19,3 +19,3 @@\n 19\n-20\n+twenty\n 21\n")
          .Edit("third.patch", kFile, "@@ -5,2 +5,2 @@\n-cinq\n+vijf\n 6\n"),
      TreeOf("1.1", {{kFile, "1\n2\n3\n4\nfunf\n" + Numbers(6, 30)}}));
  EXPECT_EQ(check.moved[0].verdict, Verdict::kConflict);
  EXPECT_EQ(check.moved[1].verdict, Verdict::kBlocked);
  const std::vector<MovedHunk>& hunks = check.moved[1].files[0].hunks;
  EXPECT_EQ(hunks[0].verdict, Verdict::kBlocked);
  EXPECT_EQ(*hunks[0].blocked_by, (HunkKey{0, 0, 0}));
  EXPECT_EQ(hunks[1].verdict, Verdict::kClean);  // what does not touch goes on
  EXPECT_EQ(check.moved[2].files[0].hunks[0].blocked_by,
            absl::make_optional(HunkKey{0, 0, 0}));  // the root of it
  EXPECT_EQ(check.conflicts.size(), 1u);
  EXPECT_NE(TextAt(*check.result, kFile).find("twenty"), std::string::npos);
}

TEST(Check, AHunkThatFitsTwiceSaysSo) {
  const std::string block = "if (x)\n\treturn 1;\n\treturn 2;\n";
  const StackCheck check =
      Move(StackOf(TreeOf("1.0", {{kFile, "top\n" + block}}))
               .Edit("fix.patch", kFile,
                     "@@ -2,3 +2,3 @@\n if (x)\n-\treturn 1;\n+\treturn 3;\n"
                     " \treturn 2;\n"),
           TreeOf("1.1", {{kFile, block + "top\n" + block}}));
  EXPECT_EQ(check.moved[0].files[0].hunks[0].candidates,
            std::vector<int>({1, 5}));
  EXPECT_EQ(TextAt(*check.result, kFile).substr(0, block.size()), block);
}

TEST(Check, ModifyDelete) {
  const StackCheck check =
      Move(StackOf(TreeOf("1.0", {{kFile, Thirty()}}))
               .Edit("first.patch", kFile, kFifth)
               .Edit("second.patch", kFile, "@@ -1,2 +1,2 @@\n-1\n+one\n 2\n"),
           TreeOf("1.1", {{"Makefile", "all:\n"}}));
  ASSERT_EQ(check.conflicts.size(), 1u);
  EXPECT_EQ(check.conflicts[0].kind, ConflictKind::kModifyDelete);
  EXPECT_EQ(check.moved[0].verdict, Verdict::kConflict);
  EXPECT_EQ(check.moved[1].verdict, Verdict::kBlocked);
}

TEST(Check, DeleteModify) {
  const StackCheck check =
      Move(StackOf(TreeOf("1.0", {{kFile, "1\n"}}))
               .Add("drop.patch",
                    "--- mm/page.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n"),
           TreeOf("1.1", {{kFile, "2\n"}}));
  ASSERT_EQ(check.conflicts.size(), 1u);
  EXPECT_EQ(check.conflicts[0].kind, ConflictKind::kDeleteModify);
  EXPECT_EQ(TextAt(*check.result, kFile), "2\n");
}

TEST(Check, AddAdd) {
  const std::string add =
      "--- /dev/null\n+++ mm/slab.c\n@@ -0,0 +1 @@\n+slab\n";
  const auto base = TreeOf("1.0", {{kFile, "1\n"}});
  const StackCheck other =
      Move(StackOf(base).Add("add.patch", add),
           TreeOf("1.1", {{kFile, "1\n"}, {"mm/slab.c", "other\n"}}));
  ASSERT_EQ(other.conflicts.size(), 1u);
  EXPECT_EQ(other.conflicts[0].kind, ConflictKind::kAddAdd);
  const StackCheck same =
      Move(StackOf(base).Add("add.patch", add),
           TreeOf("1.1", {{kFile, "1\n"}, {"mm/slab.c", "slab\n"}}));
  EXPECT_EQ(same.moved[0].verdict, Verdict::kUpstream);
}

TEST(Check, FollowsUpstreamsRename) {
  const StackCheck check =
      Move(StackOf(TreeOf("1.0", {{"arch/old/page.c", Thirty()}}))
               .Edit("fifth.patch", "arch/old/page.c", kFifth),
           TreeOf("1.1", {{"arch/new/page.c", "0\n" + Thirty()}}));
  EXPECT_EQ(check.moved[0].verdict, Verdict::kOffset);
  EXPECT_EQ(check.moved[0].files[0].path, "arch/new/page.c");
  EXPECT_EQ(TextAt(*check.result, "arch/new/page.c"),
            "0\n1\n2\n3\n4\nfive\n" + Numbers(6, 30));
}

TEST(Check, ASparseFileMasksTheHunksItDoesNotRepeat) {
  const std::string kept = "1\n2\n3\n4\nfive\n" + Numbers(6, 30);
  const StackOf lost = StackOf(TreeOf("1.0", {{kFile, Thirty()}}))
                           .Edit("fifth.patch", kFile, kFifth)
                           .Sparse("sparse", {{kFile, Thirty() + "xen\n"}});
  const StackCheck check = Move(lost, nullptr);
  EXPECT_EQ(check.patches[0].verdict, Verdict::kClean);
  EXPECT_EQ(check.patches[0].files[0].hunks[0].verdict, Verdict::kMasked);
  EXPECT_EQ(check.patches[0].files[0].hunks[0].masked_by, "sparse");
  ASSERT_EQ(check.base_conflicts.size(), 1u);
  EXPECT_EQ(check.base_conflicts[0].kind, ConflictKind::kMasked);
  EXPECT_EQ(check.base_conflicts[0].patch, "fifth.patch");

  const StackOf repeated = StackOf(TreeOf("1.0", {{kFile, Thirty()}}))
                               .Edit("fifth.patch", kFile, kFifth)
                               .Sparse("sparse", {{kFile, kept + "xen\n"}});
  EXPECT_TRUE(Move(repeated, nullptr).base_conflicts.empty());
}

TEST(Check, SquashNamesThePatchesBehindAConflict) {
  CheckOptions squash;
  squash.squash = true;
  const StackCheck check = Move(
      StackOf(TreeOf("1.0", {{kFile, Thirty()}}))
          .Edit("first.patch", kFile, kFifth)
          .Edit("second.patch", kFile,
                "@@ -19,3 +19,3 @@\n 19\n-20\n+twenty\n 21\n"),
      TreeOf("1.1", {{kFile, "1\n2\n3\n4\nfunf\n" + Numbers(6, 30)}}), squash);
  ASSERT_EQ(check.moved.size(), 1u);
  ASSERT_TRUE(check.squashed.has_value());
  EXPECT_EQ(check.moved[0].verdict, Verdict::kConflict);
  ASSERT_EQ(check.conflicts.size(), 1u);
  EXPECT_EQ(check.conflicts[0].patches,
            std::vector<std::string>({"first.patch"}));
  const std::vector<MovedHunk>& hunks = check.moved[0].files[0].hunks;
  ASSERT_EQ(hunks.size(), 2u);
  EXPECT_EQ(hunks[0].verdict, Verdict::kConflict);
  EXPECT_EQ(hunks[1].verdict, Verdict::kClean);
}

TEST(Check, APatchThatDoesNotFitItsBaseIsToldApart) {
  const StackCheck check =
      Move(StackOf(TreeOf("1.0", {{kFile, Thirty()}}))
               .Edit("odd.patch", kFile, "@@ -1,2 +1,2 @@\n-uno\n+one\n 2\n"),
           TreeOf("1.1", {{kFile, Thirty()}}));
  EXPECT_EQ(check.patches[0].verdict, Verdict::kConflict);
  EXPECT_EQ(check.moved[0].verdict, Verdict::kConflict);
  EXPECT_EQ(check.base_conflicts.size(), 1u);
  EXPECT_TRUE(check.conflicts.empty());
}

}  // namespace
}  // namespace patchgraph
