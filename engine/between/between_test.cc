#include "engine/between/between.h"

#include <string>
#include <vector>

#include "engine/between/between_test_stacks.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Found = std::vector<std::string>;

// What two stacks have between them on one base.
Found Between(const StackOf& a, const StackOf& b) {
  return StacksUnderTest({a, b}, nullptr).Words();
}

class OnOneBase : public testing::Test {
 protected:
  OnOneBase()
      : base_(TreeOf("base",
                     {{"a.c", Numbers(1, 30)}, {"b.c", Numbers(101, 130)}})),
        one_(base_),
        two_(base_) {}

  std::shared_ptr<const Tree> base_;
  StackOf one_;
  StackOf two_;
};

TEST_F(OnOneBase, ChangesOfOtherLinesDoNotCollide) {
  one_.Edit("one", "a.c", "@@ -5 +5 @@\n-5\n+five\n");
  two_.Edit("two", "a.c", "@@ -7 +7 @@\n-7\n+seven\n");
  EXPECT_THAT(Between(one_, two_), IsEmpty());
}

TEST_F(OnOneBase, OneLineChangedByBothIsAnOverlap) {
  one_.Edit("one", "a.c", "@@ -5,2 +5,2 @@\n-5\n-6\n+five\n+six\n");
  two_.Edit("two", "a.c", "@@ -6,2 +6,2 @@\n-6\n-7\n+VI\n+VII\n");
  const StacksUnderTest both({one_, two_}, nullptr);
  EXPECT_THAT(both.Words(), ElementsAre("overlap a.c 5-7 one#1 two#1"));
  const Collision& collision = both.between().collisions.front();
  EXPECT_EQ(collision.ground.text, "5\n6\n7\n");
  EXPECT_EQ(collision.a.text.text, "five\nsix\n7\n");
  EXPECT_EQ(collision.b.text.text, "5\nVI\nVII\n");
  EXPECT_EQ(collision.b.text.start, 5);
}

TEST_F(OnOneBase, LinesAddedAmidChangedOnesAreAnOverlap) {
  one_.Edit("one", "a.c", "@@ -5,2 +5,2 @@\n-5\n-6\n+five\n+six\n");
  two_.Edit("two", "a.c", "@@ -5,2 +5,3 @@\n 5\n+new\n 6\n");
  EXPECT_THAT(Between(one_, two_), ElementsAre("overlap a.c 5-6 one#1 two#1"));
}

TEST_F(OnOneBase, ChangesNextToEachOtherTouch) {
  one_.Edit("one", "a.c", "@@ -5 +5 @@\n-5\n+five\n");
  two_.Edit("two", "a.c", "@@ -6 +6 @@\n-6\n+six\n");
  EXPECT_THAT(Between(one_, two_), ElementsAre("touching a.c 5-6 one#1 two#1"));
}

TEST_F(OnOneBase, LinesAddedAtOnePlaceTouch) {
  one_.Edit("one", "a.c", "@@ -5,2 +5,3 @@\n 5\n+x\n 6\n");
  two_.Edit("two", "a.c", "@@ -5,2 +5,3 @@\n 5\n+y\n 6\n");
  EXPECT_THAT(Between(one_, two_), ElementsAre("touching a.c 5^ one#1 two#1"));
}

TEST_F(OnOneBase, OneLargeHunkMeetsThreeSmallOnes) {
  one_.Edit("one", "a.c",
            "@@ -5,7 +5,7 @@\n-5\n-6\n-7\n-8\n-9\n-10\n-11\n"
            "+e\n+f\n+g\n+h\n+i\n+j\n+k\n");
  two_.Edit("two", "a.c",
            "@@ -5 +5 @@\n-5\n+five\n@@ -8 +8 @@\n-8\n+eight\n"
            "@@ -11 +11 @@\n-11\n+eleven\n");
  const StacksUnderTest both({one_, two_}, nullptr);
  EXPECT_THAT(both.Words(), ElementsAre("overlap a.c 5-11 one#1 two#1,two#2,"
                                        "two#3"));
  // The large one last: then it is one hunk that has to be decided.
  EXPECT_THAT(both.between().best.stacks, ElementsAre(1, 0));
  EXPECT_EQ(both.between().best.total, 1);
  EXPECT_EQ(both.between().with_first[0].total, 3);
}

TEST_F(OnOneBase, EveryPatchBehindAChangeIsNamed) {
  one_.Edit("first", "a.c", "@@ -5 +5,2 @@\n-5\n+five\n+more\n")
      .Edit("second", "a.c", "@@ -6 +6 @@\n-more\n+less\n");
  two_.Edit("two", "a.c", "@@ -5 +5 @@\n-5\n+V\n");
  EXPECT_THAT(Between(one_, two_),
              ElementsAre("overlap a.c 5-5 first#1,second#1 two#1"));
}

TEST_F(OnOneBase, WhatAStackTakesBackIsNoChange) {
  one_.Edit("there", "a.c", "@@ -5 +5 @@\n-5\n+five\n")
      .Edit("back", "a.c", "@@ -5 +5 @@\n-five\n+5\n");
  two_.Edit("two", "a.c", "@@ -5 +5 @@\n-5\n+V\n");
  EXPECT_THAT(Between(one_, two_), IsEmpty());
}

TEST_F(OnOneBase, TheSameChangeInBothIsNoConflict) {
  one_.Edit("one", "a.c", "@@ -5 +5 @@\n-5\n+five\n@@ -9 +9 @@\n-9\n+nine\n");
  two_.Edit("two", "a.c", "@@ -5 +5 @@\n-5\n+five\n");
  const StacksUnderTest both({one_, two_}, nullptr);
  EXPECT_THAT(both.Words(), ElementsAre("same a.c 5-5 one#1 two#1"));
  EXPECT_EQ(both.between().best.total, 0);
}

TEST_F(OnOneBase, TheSameFileInBothIsOneFinding) {
  const std::string edits = "@@ -5 +5 @@\n-5\n+five\n@@ -9 +9 @@\n-9\n+nine\n";
  one_.Edit("one", "a.c", edits);
  two_.Edit("two", "a.c", edits);
  EXPECT_THAT(Between(one_, two_),
              ElementsAre("same a.c - one#1,one#2 two#1,two#2"));
}

TEST_F(OnOneBase, BothAddAFile) {
  const std::string head = "--- /dev/null\n+++ new.c\n";
  one_.Add("one", head + "@@ -0,0 +1,2 @@\n+a\n+b\n");
  two_.Add("two", head + "@@ -0,0 +1,2 @@\n+a\n+c\n");
  const StacksUnderTest both({one_, two_}, nullptr);
  EXPECT_THAT(both.Words(), ElementsAre("add/add new.c - one two"));
  EXPECT_EQ(both.between().collisions[0].a.text.text, "b\n");
  EXPECT_EQ(both.between().collisions[0].a.text.start, 2);
  StackOf same(base_);
  same.Add("same", head + "@@ -0,0 +1,2 @@\n+a\n+b\n");
  EXPECT_THAT(Between(one_, same), ElementsAre("same new.c - one same"));
}

TEST_F(OnOneBase, AFileOfOneIsAFolderOfTheOther) {
  one_.Add("one", "--- /dev/null\n+++ sub\n@@ -0,0 +1 @@\n+a\n");
  two_.Add("two", "--- /dev/null\n+++ sub/deep/x.c\n@@ -0,0 +1 @@\n+a\n");
  EXPECT_THAT(Between(one_, two_),
              ElementsAre("add/add(file/folder) sub - one two"));
  EXPECT_THAT(Between(two_, one_),
              ElementsAre("add/add(file/folder) sub - two one"));
}

constexpr char kDeleteB[] = "diff --git b.c b.c\ndeleted file mode 100644\n";

// The patch that takes b.c away.
std::string DeleteB() {
  std::string lines;
  for (int i = 101; i <= 130; ++i) absl::StrAppend(&lines, "-", i, "\n");
  return absl::StrCat(kDeleteB, "--- b.c\n+++ /dev/null\n@@ -1,30 +0,0 @@\n",
                      lines);
}

constexpr char kRenameB[] =
    "diff --git b.c c.c\nsimilarity index 100%\nrename from b.c\n"
    "rename to c.c\n";

TEST_F(OnOneBase, OneDeletesWhatTheOtherEdits) {
  one_.Add("one", DeleteB());
  two_.Edit("two", "b.c", "@@ -5 +5 @@\n-105\n+x\n@@ -9 +9 @@\n-109\n+y\n");
  const StacksUnderTest both({one_, two_}, nullptr);
  EXPECT_THAT(both.Words(), ElementsAre("delete/edit b.c - one two#1,two#2"));
  EXPECT_EQ(both.between().collisions[0].b.text.text, "x\n");
  EXPECT_EQ(both.between().collisions[0].ground.text, "105\n");
}

TEST_F(OnOneBase, OneDeletesWhatTheOtherRenames) {
  one_.Add("one", DeleteB());
  two_.Add("two", kRenameB);
  EXPECT_THAT(Between(one_, two_),
              ElementsAre("delete/edit(delete/rename) b.c - one two"));
}

TEST_F(OnOneBase, BothDeleteAFile) {
  one_.Add("one", DeleteB());
  two_.Add("two", DeleteB());
  EXPECT_THAT(Between(one_, two_), ElementsAre("same b.c - one#1 two#1"));
}

TEST_F(OnOneBase, OneRenamesWhatTheOtherEdits) {
  one_.Add("one", kRenameB);
  two_.Edit("two", "b.c", "@@ -5 +5 @@\n-105\n+x\n");
  EXPECT_THAT(Between(one_, two_), ElementsAre("rename/edit b.c - one two#1"));
}

TEST_F(OnOneBase, LinesMeetAcrossARename) {
  one_.Add("one", kRenameB).Edit("more", "c.c", "@@ -5 +5 @@\n-105\n+z\n");
  two_.Edit("two", "b.c", "@@ -5 +5 @@\n-105\n+x\n");
  EXPECT_THAT(Between(one_, two_), ElementsAre("rename/edit b.c - one two#1",
                                               "overlap b.c 5-5 more#1 two#1"));
}

TEST_F(OnOneBase, TwoNamesForOneFile) {
  one_.Add("one", kRenameB);
  two_.Add("two",
           "diff --git b.c d.c\nsimilarity index 100%\nrename from b.c\n"
           "rename to d.c\n");
  EXPECT_THAT(Between(one_, two_),
              ElementsAre("rename/edit(rename/rename) b.c - one two"));
  StackOf same(base_);
  same.Add("same", kRenameB);
  EXPECT_THAT(Between(one_, same), ElementsAre("same b.c - one same"));
}

TEST_F(OnOneBase, OneNameForTwoFiles) {
  one_.Add("one", kRenameB);
  two_.Add("two", "--- /dev/null\n+++ c.c\n@@ -0,0 +1 @@\n+a\n");
  EXPECT_THAT(Between(one_, two_),
              ElementsAre("add/add(rename/add) c.c - one two"));
  StackOf other(base_);
  other.Add("other",
            "diff --git a.c c.c\nsimilarity index 100%\nrename from a.c\n"
            "rename to c.c\n");
  EXPECT_THAT(Between(one_, other),
              ElementsAre("add/add(two to one) c.c - one other"));
}

TEST_F(OnOneBase, BothAddAFileWithDifferentModes) {
  const std::string lines = "--- /dev/null\n+++ run\n@@ -0,0 +1 @@\n+a\n";
  one_.Add("one", "diff --git run run\nnew file mode 100644\n" + lines);
  two_.Add("two", "diff --git run run\nnew file mode 100755\n" + lines);
  EXPECT_THAT(Between(one_, two_), ElementsAre("mode run - one two"));
}

TEST_F(OnOneBase, OneModeAndOneEditGoTogether) {
  one_.Add("one", "diff --git a.c a.c\nold mode 100644\nnew mode 100755\n");
  two_.Edit("two", "a.c", "@@ -5 +5 @@\n-5\n+x\n");
  EXPECT_THAT(Between(one_, two_), IsEmpty());
}

TEST_F(OnOneBase, BothChangeAFileWithoutLines) {
  one_.Sparse("one", {{"a.c", std::string("1\0", 2)}});
  two_.Sparse("two", {{"a.c", std::string("2\0", 2)}});
  EXPECT_THAT(Between(one_, two_), ElementsAre("binary a.c - one two"));
  StackOf same(base_);
  same.Sparse("same", {{"a.c", std::string("1\0", 2)}});
  EXPECT_THAT(Between(one_, same), ElementsAre("same a.c - one same"));
}

TEST_F(OnOneBase, OfThreeStacksEachPairIsCompared) {
  StackOf three(base_);
  one_.Edit("one", "a.c", "@@ -5 +5 @@\n-5\n+five\n");
  two_.Edit("two", "a.c", "@@ -5 +5 @@\n-5\n+V\n");
  three.Edit("three", "a.c", "@@ -5 +5 @@\n-5\n+five\n");
  const StacksUnderTest all({one_, two_, three}, nullptr);
  EXPECT_THAT(all.Words(), ElementsAre("overlap a.c 5-5 one#1 two#1",
                                       "same a.c - one#1 three#1",
                                       "overlap a.c 5-5 two#1 three#1"));
  EXPECT_EQ(all.between().pairs.size(), 3);
}

TEST_F(OnOneBase, WhatDoesNotApplyIsCounted) {
  one_.Edit("bad", "a.c", "@@ -5 +5 @@\n-wrong\n+five\n@@ -9 +9 @@\n-9\n+n\n")
      .Edit("worse", "none.c", "@@ -5 +5 @@\n-wrong\n+five\n");
  two_.Edit("two", "a.c", "@@ -5 +5 @@\n-5\n+V\n");
  const StacksUnderTest both({one_, two_}, nullptr);
  EXPECT_THAT(both.Words(), IsEmpty());
  ASSERT_EQ(both.between().left_out.size(), 1);
  const PartLeftOut& left_out = both.between().left_out[0];
  EXPECT_EQ(left_out.stack, 0);
  EXPECT_EQ(left_out.ground, "base");
  EXPECT_EQ(left_out.parts.hunks, 2);
  EXPECT_THAT(left_out.parts.patches, ElementsAre(0, 1));
}

TEST(OtherBases, AreComparedOnTheTarget) {
  // Line 5 of one base is line 3 of the other, and line 8 of the target.
  StackOf one(TreeOf("v1", {{"a.c", Numbers(1, 30)}}));
  StackOf two(TreeOf("v2", {{"a.c", Numbers(3, 30)}}));
  const auto onto = TreeOf("onto", {{"a.c", "x\ny\nz\n" + Numbers(1, 30)}});
  one.Edit("one", "a.c", "@@ -5 +5 @@\n-5\n+five\n@@ -20 +20 @@\n-20\n+t\n");
  two.Edit("two", "a.c", "@@ -3 +3 @@\n-5\n+V\n@@ -8 +8 @@\n-10\n+X\n");
  const StacksUnderTest both({one, two}, onto);
  EXPECT_THAT(both.Words(), ElementsAre("overlap a.c 8-8 one#1 two#1"));
  EXPECT_EQ(both.between().pairs[0].ground, "onto");
}

TEST(OtherBases, WithoutATargetCannotBeCompared) {
  StackOf one(TreeOf("v1", {{"a.c", Numbers(1, 30)}}));
  StackOf two(TreeOf("v2", {{"a.c", Numbers(3, 30)}}));
  one.Edit("one", "a.c", "@@ -5 +5 @@\n-5\n+five\n");
  two.Edit("two", "a.c", "@@ -3 +3 @@\n-5\n+V\n");
  const StacksUnderTest both({one, two}, nullptr);
  EXPECT_THAT(both.Words(), IsEmpty());
  EXPECT_EQ(both.between().pairs[0].ground, "");
}

// A folder that was opened twice.
TEST(OtherBases, OfOneNameAndContentAreOne) {
  const Files files = {{"a.c", Numbers(1, 30)}};
  StackOf one(TreeOf("base", files));
  StackOf two(TreeOf("base", files));
  StackOf three(TreeOf("base", {{"a.c", Numbers(0, 30)}}));
  one.Edit("one", "a.c", "@@ -5 +5 @@\n-5\n+five\n");
  two.Edit("two", "a.c", "@@ -5 +5 @@\n-5\n+V\n");
  three.Edit("three", "a.c", "@@ -6 +6 @@\n-5\n+V\n");
  const StacksUnderTest all({one, two, three}, nullptr);
  EXPECT_THAT(all.Words(), ElementsAre("overlap a.c 5-5 one#1 two#1"));
  EXPECT_EQ(all.between().pairs[0].ground, "base");
  EXPECT_EQ(all.between().pairs[1].ground, "");
}

TEST(OtherBases, WhatIsInConflictOnTheTargetIsCounted) {
  for (const bool squash : {false, true}) {
    StackOf one(TreeOf("v1", {{"a.c", Numbers(1, 30)}}));
    StackOf two(TreeOf("v2", {{"a.c", Numbers(3, 30)}}));
    const auto onto =
        TreeOf("onto", {{"a.c", Numbers(1, 4) + "FIVE\n" + Numbers(6, 30)}});
    one.Edit("one", "a.c", "@@ -5 +5 @@\n-5\n+five\n");
    two.Edit("two", "a.c", "@@ -20 +20 @@\n-22\n+V\n");
    CheckOptions options;
    options.squash = squash;
    const StacksUnderTest both({one, two}, onto, options);
    EXPECT_THAT(both.Words(), IsEmpty());
    ASSERT_EQ(both.between().left_out.size(), 1) << squash;
    EXPECT_EQ(both.between().left_out[0].parts.hunks, 1);
    EXPECT_EQ(both.between().left_out[0].ground, "onto");
    // It costs something in any order.
    EXPECT_EQ(both.between().best.total, 1);
  }
}

// The file is called otherwise there.
TEST(OtherBases, AFileThatTheTargetRenamed) {
  for (const bool squash : {false, true}) {
    StackOf one(TreeOf("v1", {{"a.c", Numbers(1, 30)}}));
    StackOf two(TreeOf("v2", {{"new.c", Numbers(1, 31)}}));
    const auto onto = TreeOf("onto", {{"new.c", Numbers(1, 30)}});
    one.Edit("one", "a.c", "@@ -5 +5 @@\n-5\n+five\n");
    two.Edit("two", "new.c", "@@ -5 +5 @@\n-5\n+V\n");
    CheckOptions options;
    options.squash = squash;
    EXPECT_THAT(StacksUnderTest({one, two}, onto, options).Words(),
                ElementsAre("overlap new.c 5-5 one#1 two#1"));
  }
}

class Claims : public testing::Test {
 protected:
  Claims()
      : base_(TreeOf(
            "base",
            {{"init/Kconfig", "config OLD\n\tbool\n" + Numbers(1, 20)},
             {"mm/Kconfig", Numbers(1, 20)},
             {"arch/tiny/Kconfig", Numbers(1, 20)},
             {"arch/huge/Kconfig", Numbers(1, 20)},
             {"include/unistd.h", "#define __NR_read 1\n" + Numbers(1, 20)},
             {"syscall.tbl", "1 common read sys_read\n" + Numbers(1, 20)}})),
        one_(base_),
        two_(base_) {}

  // Adds a line behind the one that says 10, or 16.
  static std::string AddAt10(const std::string& line) {
    return "@@ -10,2 +10,3 @@\n 10\n+" + line + "\n 11\n";
  }
  static std::string AddAt16(const std::string& line) {
    return "@@ -16,2 +16,3 @@\n 16\n+" + line + "\n 17\n";
  }

  std::shared_ptr<const Tree> base_;
  StackOf one_;
  StackOf two_;
};

TEST_F(Claims, OneSymbolInTwoFiles) {
  one_.Edit("one", "init/Kconfig", AddAt10("config GUEST"));
  two_.Edit("two", "mm/Kconfig", AddAt10("menuconfig GUEST"));
  EXPECT_THAT(Between(one_, two_),
              ElementsAre("kconfig-symbol(GUEST) init/Kconfig 12^ one#1 "
                          "two#1"));
}

TEST_F(Claims, OneSymbolInTwoPlacesOfAFile) {
  one_.Edit("one", "init/Kconfig", AddAt10("config GUEST"));
  two_.Edit("two", "init/Kconfig", AddAt16("config GUEST"));
  EXPECT_THAT(Between(one_, two_),
              ElementsAre("kconfig-symbol(GUEST) init/Kconfig 12^ one#1 "
                          "two#1"));
}

TEST_F(Claims, OneSymbolInNewFiles) {
  one_.Add("one", "--- /dev/null\n+++ a/Kconfig\n@@ -0,0 +1 @@\n+config X\n");
  two_.Add("two", "--- /dev/null\n+++ b/Kconfig\n@@ -0,0 +1 @@\n+config X\n");
  EXPECT_THAT(Between(one_, two_),
              ElementsAre("kconfig-symbol(X) a/Kconfig 0^ one#1 two#1"));
}

TEST_F(Claims, TheSameDefinitionIsTheSameChange) {
  one_.Edit("one", "init/Kconfig", AddAt10("config GUEST"));
  two_.Edit("two", "init/Kconfig", AddAt10("config GUEST"));
  EXPECT_THAT(Between(one_, two_),
              ElementsAre("same init/Kconfig - one#1 two#1"));
  two_.Edit("more", "init/Kconfig", AddAt16("\tint"));
  EXPECT_THAT(Between(one_, two_),
              ElementsAre("same init/Kconfig 12^ one#1 two#1"));
}

TEST_F(Claims, TwoArchitecturesDoNotShareSymbols) {
  one_.Edit("one", "arch/tiny/Kconfig", AddAt10("config GUEST"));
  two_.Edit("two", "arch/huge/Kconfig", AddAt10("config GUEST"));
  EXPECT_THAT(Between(one_, two_), IsEmpty());
  two_.Edit("all", "mm/Kconfig", AddAt10("config GUEST"));
  EXPECT_THAT(Between(one_, two_),
              ElementsAre("kconfig-symbol(GUEST) arch/tiny/Kconfig 10^ one#1 "
                          "all#1"));
}

TEST_F(Claims, AMovedDefinitionIsNotNew) {
  one_.Edit("one", "init/Kconfig", "@@ -1,2 +1 @@\n-config OLD\n \tbool\n")
      .Edit("and", "mm/Kconfig", AddAt10("config OLD"));
  two_.Edit("two", "arch/tiny/Kconfig", AddAt10("config OLD"));
  EXPECT_THAT(Between(one_, two_), IsEmpty());
}

TEST_F(Claims, OneNumberForTwoCallsInAHeader) {
  one_.Edit("one", "include/unistd.h", AddAt10("#define __NR_kick 300"));
  two_.Edit("two", "include/unistd.h",
            AddAt16("#define __NR_poke\t(300) /* new */"));
  EXPECT_THAT(Between(one_, two_),
              ElementsAre("syscall-number(300) include/unistd.h 11^ one#1 "
                          "two#1"));
}

TEST_F(Claims, TheSameCallOrAnotherNumberIsAllRight) {
  one_.Edit("one", "include/unistd.h", AddAt10("#define __NR_kick 300"));
  two_.Edit("two", "include/unistd.h",
            "@@ -16,2 +16,4 @@\n 16\n+#define __NR_kick 300\n"
            "+#define __NR_poke 301\n 17\n");
  EXPECT_THAT(Between(one_, two_), IsEmpty());
}

TEST_F(Claims, OneNumberForTwoCallsInATable) {
  one_.Edit("one", "syscall.tbl", AddAt10("300 common kick sys_kick"));
  two_.Edit("two", "syscall.tbl", AddAt16("300\t64\tpoke\tsys_poke"));
  EXPECT_THAT(Between(one_, two_),
              ElementsAre("syscall-number(300) syscall.tbl 11^ one#1 two#1"));
  StackOf other(base_);
  one_.Edit("more", "syscall.tbl", AddAt16("301 64 kick64 sys_kick"));
  other.Edit("other", "syscall.tbl", AddAt10("301 x32 poke sys_poke"));
  EXPECT_THAT(Between(one_, other),
              ElementsAre("touching syscall.tbl 11^ one#1 other#1"));
}

}  // namespace
}  // namespace patchgraph
