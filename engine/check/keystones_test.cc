#include "engine/check/keystones.h"

#include "engine/check/check_test_stack.h"
#include "engine/check/cut.h"
#include "engine/graph/dependency_finder.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

testing::Matcher<Keystone> Hangs(int patches, int hunks, int files) {
  return testing::AllOf(Field(&Keystone::patches, patches),
                        Field(&Keystone::conflict_hunks, hunks),
                        Field(&Keystone::conflict_files, files));
}

class KeystonesTest : public testing::Test {
 protected:
  // Three patches of a.c, of which the second rewrites a line of the first, and
  // one of b.c.
  KeystonesTest()
      : stack_(StackOf(TreeOf("base", {{"a.c", Numbers(1, 30)},
                                       {"b.c", Numbers(1, 30)}}))
                   .Edit("first", "a.c",
                         "@@ -4,3 +4,4 @@\n 4\n 5\n+five and a half\n 6\n")
                   .Edit("second", "a.c",
                         "@@ -5,3 +5,3 @@\n 5\n-five and a half\n+and more\n"
                         " 6\n@@ -20,2 +20,3 @@\n 19\n+nineteen\n 20\n")
                   .Edit("third", "a.c", "@@ -26,2 +26,2 @@\n-24\n+XXIV\n 25\n")
                   .Edit("other", "b.c", "@@ -9,2 +9,2 @@\n-9\n+IX\n 10\n")
                   .stack()) {}

  void MoveTo(const Files& onto) {
    onto_ = TreeOf("onto", onto);
    auto found = FindDependencies(stack_, {}, [](int /*patches*/) {});
    ASSERT_TRUE(found.ok()) << found.status();
    dependencies_ = *std::move(found);
    auto check = Check(stack_, onto_, {});
    ASSERT_TRUE(check.ok()) << check.status();
    check_ = *std::move(check);
  }

  Stack stack_;
  std::shared_ptr<const Tree> onto_;
  StackDependencies dependencies_;
  StackCheck check_;
};

// "a.c" with a line of the base replaced.
std::string With(const std::string& line, const std::string& by) {
  std::string text = Numbers(1, 30);
  text.replace(text.find("\n" + line + "\n") + 1, line.size(), by);
  return text;
}

TEST_F(KeystonesTest, WithoutATargetOnlyPatchesCount) {
  MoveTo({{"a.c", Numbers(1, 30)}, {"b.c", Numbers(1, 30)}});
  EXPECT_THAT(
      CountKeystones(dependencies_, DependencyKinds::ToApply(), nullptr),
      ElementsAre(Hangs(1, 0, 0), Hangs(0, 0, 0), Hangs(0, 0, 0),
                  Hangs(0, 0, 0)));
}

TEST_F(KeystonesTest, AConflictHangsOnItsOwnPatch) {
  MoveTo({{"a.c", Numbers(1, 30)}, {"b.c", With("9", "neuf")}});
  EXPECT_THAT(
      CountKeystones(dependencies_, DependencyKinds::ToApply(), &check_),
      ElementsAre(Hangs(1, 0, 0), Hangs(0, 0, 0), Hangs(0, 0, 0),
                  Hangs(0, 1, 1)));
}

// The hunk of `second` at line 20 has nothing to do with `first`.
TEST_F(KeystonesTest, AConflictHangsOnTheHunksItNeedsNotOnTheirPatches) {
  MoveTo({{"a.c", With("19", "dix-neuf")}, {"b.c", Numbers(1, 30)}});
  EXPECT_THAT(
      CountKeystones(dependencies_, DependencyKinds::ToApply(), &check_),
      ElementsAre(Hangs(1, 0, 0), Hangs(0, 1, 1), Hangs(0, 0, 0),
                  Hangs(0, 0, 0)));
}

// The target has what `first` adds, and rewrote it as `second` does not.
TEST_F(KeystonesTest, AConflictHangsOnWhatItsHunkNeeds) {
  std::string text = Numbers(1, 30);
  text.replace(text.find("\n5\n") + 3, 0, "five, and a half\n");
  MoveTo({{"a.c", text}, {"b.c", Numbers(1, 30)}});
  const auto keystones =
      CountKeystones(dependencies_, DependencyKinds::ToApply(), &check_);
  // `second` waits for `first`: one conflict, and it is that of `first`.
  EXPECT_THAT(keystones[0], Hangs(1, 1, 1));
  EXPECT_THAT(keystones[1], Hangs(0, 0, 0));
}

TEST_F(KeystonesTest, WhatFailsOnTheBaseIsNoConflictOfTheMove) {
  stack_ = StackOf(TreeOf("base", {{"a.c", Numbers(1, 9)}}))
               .Edit("wrong", "a.c", "@@ -2,2 +2,2 @@\n-two\n+II\n 3\n")
               .stack();
  MoveTo({{"a.c", Numbers(1, 9)}});
  ASSERT_EQ(check_.moved[0].verdict, Verdict::kConflict);
  EXPECT_THAT(ConflictParts(check_), IsEmpty());
}

TEST_F(KeystonesTest, CutTakesAlongWhatStandsOnIt) {
  MoveTo({{"a.c", With("5", "cinq")}, {"b.c", With("9", "neuf")}});
  const auto cut = CutPatches(stack_, dependencies_, DependencyKinds::ToApply(),
                              {0}, onto_, {}, /*before=*/nullptr);
  ASSERT_TRUE(cut.ok()) << cut.status();
  EXPECT_THAT(cut->fallen.patches, ElementsAre(0, 1));
  EXPECT_EQ(cut->hunks, 3);
  EXPECT_THAT(cut->before->files, ElementsAre("a.c", "b.c"));
  EXPECT_THAT(cut->after->files, ElementsAre("b.c"));
  EXPECT_EQ(cut->after->regions, 1);
}

TEST_F(KeystonesTest, CutSquashedCountsTheStackAsOneChange) {
  MoveTo({{"a.c", With("5", "cinq")}, {"b.c", With("9", "neuf")}});
  CheckOptions options;
  options.squash = true;
  const auto cut = CutPatches(stack_, dependencies_, DependencyKinds::ToApply(),
                              {3}, onto_, options, /*before=*/nullptr);
  ASSERT_TRUE(cut.ok()) << cut.status();
  EXPECT_THAT(cut->before->files, ElementsAre("a.c", "b.c"));
  EXPECT_THAT(cut->after->files, ElementsAre("a.c"));
}

TEST_F(KeystonesTest, CutWithoutATargetMeasuresNothing) {
  MoveTo({{"a.c", Numbers(1, 30)}, {"b.c", Numbers(1, 30)}});
  const auto cut = CutPatches(stack_, dependencies_, DependencyKinds::ToApply(),
                              {1}, nullptr, {}, nullptr);
  ASSERT_TRUE(cut.ok()) << cut.status();
  EXPECT_THAT(cut->fallen.patches, ElementsAre(1));
  EXPECT_FALSE(cut->before.has_value());
}

}  // namespace
}  // namespace patchgraph
