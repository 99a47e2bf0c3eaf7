#include "engine/forecast/carried_file.h"

#include <algorithm>
#include <string>

#include "engine/check/check.h"
#include "engine/check/check_test_stack.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

FileState StateOf(const std::string& text) {
  return {FileMode::kRegular, Blob::FromBytes(text)};
}

// Lines 1 to 40 with the given ones changed.
std::string Changed(std::initializer_list<int> lines, const std::string& how) {
  std::string text;
  for (int i = 1; i <= 40; ++i) {
    const bool is_changed =
        std::find(lines.begin(), lines.end(), i) != lines.end();
    absl::StrAppend(&text, i, is_changed ? how : "", "\n");
  }
  return text;
}

InvadedFile FileOf(const std::string& base, const std::string& patched) {
  InvadedFile file;
  file.path = file.new_path = "kernel/timer.c";
  file.base = StateOf(base);
  file.patched = StateOf(patched);
  file.patches = 1;
  return file;
}

FileStepCount Count(const InvadedFile& file, const std::string& older,
                    const absl::optional<std::string>& newer) {
  absl::optional<FileState> state;
  if (newer.has_value()) state = StateOf(*newer);
  const auto count = CarriedFile(file, nullptr).Count(StateOf(older), state);
  EXPECT_TRUE(count.ok()) << count.status();
  return *count;
}

TEST(CarriedFile, UpstreamElsewhereIsNoConflict) {
  const InvadedFile file = FileOf(Changed({}, ""), Changed({10}, " mine"));
  const FileStepCount count =
      Count(file, Changed({}, ""), Changed({30}, " theirs"));
  EXPECT_TRUE(count.there);
  EXPECT_TRUE(count.changed);
  EXPECT_EQ(count.conflicts, 0);
  EXPECT_EQ(count.regions, 0);
}

TEST(CarriedFile, TheSameLinesAre) {
  const InvadedFile file = FileOf(Changed({}, ""), Changed({10, 30}, " mine"));
  const FileStepCount count =
      Count(file, Changed({}, ""), Changed({10, 30}, " theirs"));
  EXPECT_EQ(count.conflicts, 1);
  EXPECT_EQ(count.regions, 2);
}

TEST(CarriedFile, NothingChanged) {
  const InvadedFile file = FileOf(Changed({}, ""), Changed({10}, " mine"));
  EXPECT_FALSE(Count(file, "old\n", "old\n").changed);
}

// The stack is carried to an older release whose line 10 is another: there the
// stack's own line stands, and that upstream changes its is a conflict.
TEST(CarriedFile, WhereTheOlderReleaseHasOtherLinesTheStacksStand) {
  const InvadedFile file =
      FileOf(Changed({10}, " new"), Changed({10}, " mine"));
  EXPECT_EQ(Count(file, Changed({}, ""), Changed({10}, " new")).regions, 1);
  EXPECT_EQ(Count(file, Changed({}, ""), Changed({30}, " new")).regions, 0);
}

TEST(CarriedFile, ADeletedFileIsAConflict) {
  const InvadedFile file = FileOf(Changed({}, ""), Changed({10}, " mine"));
  EXPECT_EQ(Count(file, Changed({}, ""), absl::nullopt).conflicts, 1);
  InvadedFile deleted = file;
  deleted.patched = absl::nullopt;
  EXPECT_EQ(Count(deleted, Changed({}, ""), Changed({3}, "!")).conflicts, 1);
  EXPECT_EQ(Count(deleted, Changed({}, ""), Changed({}, "")).conflicts, 0);
}

TEST(CarriedFile, ABinaryFileIsInConflictAsAWhole) {
  const std::string zero(1, '\0');
  const InvadedFile file = FileOf(zero + "a", zero + "b");
  EXPECT_EQ(Count(file, zero + "a", zero + "c").regions, 1);
}

TEST(CarriedFile, WhatUpstreamHasTakenHasLanded) {
  const InvadedFile file = FileOf(Changed({}, ""), Changed({10}, " mine"));
  CarriedFile carried(file, nullptr);
  EXPECT_TRUE(*carried.HasLanded(StateOf(Changed({10}, " mine"))));
  EXPECT_FALSE(*carried.HasLanded(StateOf(Changed({30}, " theirs"))));
}

TEST(CarriedFile, CountsThePlaces) {
  const InvadedFile file =
      FileOf(Changed({}, ""), Changed({10, 11, 30}, " mine"));
  EXPECT_EQ(*CarriedFile(file, nullptr).Places(), 2);
}

// Two patches, two places: each meets its conflict, as `check` counts them.
TEST(CarriedFile, EachPatchMeetsItsOwnConflict) {
  const auto base = TreeOf("base", {{"kernel/timer.c", Changed({}, "")}});
  StackOf stack(base);
  stack.Edit("one.patch", "kernel/timer.c",
             "@@ -9,3 +9,3 @@\n 9\n-10\n+10 mine\n 11\n");
  stack.Edit("two.patch", "kernel/timer.c",
             "@@ -29,3 +29,3 @@\n 29\n-30\n+30 mine\n 31\n");
  const auto onto =
      TreeOf("onto", {{"kernel/timer.c", Changed({10, 30}, " theirs")}});
  const auto check = Check(stack.stack(), onto, {});
  ASSERT_TRUE(check.ok()) << check.status();
  ASSERT_EQ(check->conflicts.size(), 2u);

  const std::vector<InvadedFile> invaded = InvadedFilesOf(check->patches);
  ASSERT_EQ(invaded.size(), 1u);
  EXPECT_EQ(invaded[0].patches, 2);
  const auto origins = TrackOrigins(check->patches);
  ASSERT_TRUE(origins.ok()) << origins.status();
  CarriedFile carried(invaded[0], &*origins);
  for (const auto& [lines, conflicts] :
       std::vector<std::pair<std::initializer_list<int>, int>>{
           {{10, 30}, 2}, {{10}, 1}, {{30}, 1}, {{20}, 0}}) {
    const auto count = carried.Count(StateOf(Changed({}, "")),
                                     StateOf(Changed(lines, " theirs")));
    ASSERT_TRUE(count.ok()) << count.status();
    EXPECT_EQ(count->conflicts, conflicts);
  }
}

TEST(InvadedFilesOf, LeavesOutWhatTheStackAddsOrUndoes) {
  const auto base = TreeOf("base", {{"a", "1\n"}, {"b", "1\n"}, {"c", "1\n"}});
  StackOf stack(base);
  stack.Edit("a.patch", "a", "@@ -1 +1 @@\n-1\n+2\n");
  stack.Edit("b.patch", "b", "@@ -1 +1 @@\n-1\n+2\n");
  stack.Edit("undo.patch", "b", "@@ -1 +1 @@\n-2\n+1\n");
  stack.Add("new.patch", "--- /dev/null\n+++ new\n@@ -0,0 +1 @@\n+1\n");
  const auto check = Check(stack.stack(), nullptr, {});
  ASSERT_TRUE(check.ok()) << check.status();
  const std::vector<InvadedFile> invaded = InvadedFilesOf(check->patches);
  ASSERT_EQ(invaded.size(), 1u);
  EXPECT_EQ(invaded[0].path, "a");
}

TEST(InvadedFilesOf, ACopyIsTheStacksOwn) {
  StackOf stack(TreeOf("base", {{"a", "1\n"}}));
  stack.Add("copy.patch", "diff --git a b\ncopy from a\ncopy to b\n");
  stack.Edit("edit.patch", "b", "@@ -1 +1 @@\n-1\n+2\n");
  const auto check = Check(stack.stack(), nullptr, {});
  ASSERT_TRUE(check.ok()) << check.status();
  ASSERT_TRUE(check->conflicts.empty());
  EXPECT_TRUE(InvadedFilesOf(check->patches).empty());
}

TEST(InvadedFilesOf, AFileThatMakesRoomForAnotherIsDeleted) {
  StackOf stack(TreeOf("base", {{"a", "1\n"}, {"b", "2\n"}}));
  stack.Add("delete.patch", "--- b\n+++ /dev/null\n@@ -1 +0,0 @@\n-2\n");
  stack.Add("rename.patch", "diff --git a b\nrename from a\nrename to b\n");
  const auto check = Check(stack.stack(), nullptr, {});
  ASSERT_TRUE(check.ok()) << check.status();
  ASSERT_TRUE(check->conflicts.empty());
  const std::vector<InvadedFile> invaded = InvadedFilesOf(check->patches);
  ASSERT_EQ(invaded.size(), 1u) << "a file that is only renamed is as it was";
  EXPECT_EQ(invaded[0].path, "b");
  EXPECT_FALSE(invaded[0].patched.has_value());
}

TEST(CountDrift, HunksOfTheOriginal) {
  const auto count =
      CountDrift(StateOf(Changed({}, "")), StateOf(Changed({3, 30}, "!")));
  ASSERT_TRUE(count.ok());
  EXPECT_EQ(count->conflicts, 1);
  EXPECT_EQ(count->regions, 2);
  const auto same = CountDrift(StateOf("1\n"), StateOf("1\n"));
  ASSERT_TRUE(same.ok());
  EXPECT_EQ(same->conflicts, 0);
  const auto gone = CountDrift(StateOf("1\n"), absl::nullopt);
  ASSERT_TRUE(gone.ok());
  EXPECT_EQ(gone->conflicts, 1);
}

}  // namespace
}  // namespace patchgraph
