#include "engine/forks/drift.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/check/check_test_stack.h"
#include "engine/git/git_test_repository.h"
#include "engine/git/git_tree.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string Code(const std::string& subject, int lines) {
  std::string text;
  for (int i = 1; i <= lines; ++i) {
    absl::StrAppend(&text, subject, " does step ", i, "();\n");
  }
  return text;
}

std::string With(const std::string& text, int step, const std::string& words) {
  return absl::StrReplaceAll(
      text, {{absl::StrCat(" step ", step, "();"), absl::StrCat(" ", words)}});
}

absl::StatusOr<StackDrift> DriftOf(const Stack& stack,
                                   const std::shared_ptr<const Tree>& onto,
                                   const GitRepository* repository) {
  const auto check = Check(stack, nullptr, CheckOptions());
  if (!check.ok()) return check.status();
  return MeasureDrift(stack, *check, onto, repository, CommitRules::Default());
}

// Two files, and a stack that copies both.
struct TwoForks {
  Files base = {{"kernel/time.c", Code("time", 20)},
                {"kernel/irq.c", Code("irq", 20)}};
  Files forks = {{"kernel/time-guest.c", With(Code("time", 20), 5, "guest")},
                 {"kernel/irq-guest.c", With(Code("irq", 20), 5, "guest")}};
};

TEST(DriftTest, WithoutAHistoryHunksAreCounted) {
  const TwoForks two;
  Files target = two.base;
  target["kernel/time.c"] =
      With(With(target["kernel/time.c"], 2, "better"), 12, "better");
  StackOf stack(TreeOf("base", two.base));
  stack.Sparse("overlay", two.forks);
  const auto drift = DriftOf(stack.stack(), TreeOf("target", target), nullptr);
  ASSERT_TRUE(drift.ok()) << drift.status();
  EXPECT_EQ(drift->added, 2);
  ASSERT_EQ(drift->forks.size(), 2u);
  EXPECT_EQ(drift->forks[0].fate, OriginalFate::kSame);
  EXPECT_FALSE(drift->forks[0].drifted());
  EXPECT_EQ(drift->forks[1].fate, OriginalFate::kChanged);
  EXPECT_EQ(drift->forks[1].hunks, 2);
  EXPECT_FALSE(drift->history);
  EXPECT_THAT(drift->commits, IsEmpty());
}

TEST(DriftTest, RenamedAndDeletedOriginalsAreFollowed) {
  const TwoForks two;
  StackOf stack(TreeOf("base", two.base));
  stack.Sparse("overlay", two.forks);
  const auto drift = DriftOf(
      stack.stack(),
      TreeOf("target",
             {{"kernel/clock.c", With(two.base.at("kernel/time.c"), 3, "x")}}),
      nullptr);
  ASSERT_TRUE(drift.ok()) << drift.status();
  EXPECT_EQ(drift->forks[0].fate, OriginalFate::kDeleted);
  EXPECT_EQ(drift->forks[0].original_now, "");
  EXPECT_EQ(drift->forks[1].fate, OriginalFate::kRenamed);
  EXPECT_EQ(drift->forks[1].original_now, "kernel/clock.c");
  EXPECT_EQ(drift->forks[1].hunks, 1);
}

TEST(DriftTest, AnOwnPatchOfTheOriginalAloneIsDriftToo) {
  const TwoForks two;
  StackOf stack(TreeOf("base", two.base));
  stack.Sparse("overlay", two.forks);
  // The first two hunks go to the original alone, the fork has the third.
  stack.Add("speed.patch",
            "--- kernel/time.c\n+++ kernel/time.c\n"
            "@@ -2,1 +2,1 @@\n-time does step 2();\n+time is fast();\n"
            "@@ -9,1 +9,1 @@\n-time does step 9();\n+time is fast too();\n"
            "@@ -15,1 +15,1 @@\n-time does step 15();\n+time ends();\n"
            "--- kernel/time-guest.c\n+++ kernel/time-guest.c\n"
            "@@ -15,1 +15,1 @@\n-time does step 15();\n+time ends();\n");
  const auto drift =
      DriftOf(stack.stack(), TreeOf("target", two.base), nullptr);
  ASSERT_TRUE(drift.ok()) << drift.status();
  EXPECT_THAT(drift->forks[0].own, IsEmpty());
  ASSERT_EQ(drift->forks[1].own.size(), 1u);
  EXPECT_EQ(drift->forks[1].own[0].patch, "speed.patch");
  EXPECT_EQ(drift->forks[1].own[0].hunks, 3);
  EXPECT_EQ(drift->forks[1].own[0].lacking, 2);
  EXPECT_FALSE(drift->forks[1].drifted());
}

// Versions of kernel/time.c and kernel/irq.c as tags "v1" to "v4".
class DriftHistoryTest : public testing::Test {
 protected:
  DriftHistoryTest() {
    Write(Code("time", 30), Code("irq", 20));
    folder_.Commit("first");
    folder_.Git("tag v1");
    for (int i = 1; i <= 8; ++i) time_ = With(time_, i, "second");
    Write(time_, Code("irq", 20));
    folder_.Commit("second");
    folder_.Git("tag v2");
    for (int i = 11; i <= 18; ++i) time_ = With(time_, i, "third");
    Write(time_, Code("irq", 20));
    folder_.Commit("third");
    folder_.Git("tag v3");
    Write(With(time_, 20, "faster"), Code("irq", 20));
    faster_ = folder_.Commit("time: be faster");
    folder_.Write("other.c", "elsewhere\n");
    folder_.Commit("other: fix an oops");
    Write(With(With(time_, 20, "faster"), 25, "safe"), Code("irq", 20));
    safe_ = folder_.Commit("time: fix a buffer overflow");
    folder_.Git("tag v4");
    repository_ = GitRepository::Open(folder_.path()).value();
  }

  void Write(const std::string& time, const std::string& irq) {
    folder_.Write("kernel/time.c", time);
    folder_.Write("kernel/irq.c", irq);
  }

  absl::StatusOr<StackDrift> Drift(const std::string& base,
                                   const std::string& onto,
                                   const Files& forks) {
    StackOf stack(OpenGitTree(*repository_, base).value());
    stack.Sparse("overlay", forks);
    return DriftOf(stack.stack(), OpenGitTree(*repository_, onto).value(),
                   repository_.get());
  }

  TestRepository folder_;
  std::shared_ptr<const GitRepository> repository_;
  std::string time_ = Code("time", 30);
  std::string faster_;
  std::string safe_;
};

TEST_F(DriftHistoryTest, CommitsAreTheNewestFirstAndFlagged) {
  const auto drift =
      Drift("v3", "v4", {{"kernel/clock.c", With(time_, 29, "guest")}});
  ASSERT_TRUE(drift.ok()) << drift.status();
  EXPECT_TRUE(drift->history);
  ASSERT_EQ(drift->commits.size(), 2u);
  EXPECT_EQ(drift->commits[0].commit.id.Hex(), safe_);
  EXPECT_THAT(drift->commits[0].flags, ElementsAre("security", "fix"));
  EXPECT_EQ(drift->commits[1].commit.id.Hex(), faster_);
  EXPECT_THAT(drift->commits[1].flags, IsEmpty());
  ASSERT_EQ(drift->forks.size(), 1u);
  EXPECT_THAT(drift->forks[0].commits, ElementsAre(0, 1));
  EXPECT_EQ(drift->forks[0].hunks, 2);
  EXPECT_FALSE(drift->forks[0].older.has_value());
}

TEST_F(DriftHistoryTest, AnOlderTargetLacksCommits) {
  const auto drift =
      Drift("v4", "v3", {{"kernel/clock.c", With(time_, 29, "guest")}});
  ASSERT_TRUE(drift.ok()) << drift.status();
  EXPECT_TRUE(drift->backwards);
  EXPECT_THAT(drift->forks[0].commits, ElementsAre(0, 1));
}

TEST_F(DriftHistoryTest, AForkOfAnOlderVersionSaysSo) {
  const auto drift = Drift(
      "v3", "v4", {{"kernel/clock.c", With(Code("time", 30), 29, "guest")}});
  ASSERT_TRUE(drift.ok()) << drift.status();
  ASSERT_EQ(drift->forks.size(), 1u);
  ASSERT_TRUE(drift->forks[0].older.has_value());
  EXPECT_EQ(drift->forks[0].older->version, "v1");
  EXPECT_TRUE(drift->forks[0].older->or_older);
  EXPECT_EQ(drift->forks[0].older->lines_apart, 1);
  EXPECT_EQ(drift->forks[0].older->lines_apart_from_base, 17);
  EXPECT_EQ(drift->forks[0].older->hunks, 2);
}

TEST_F(DriftHistoryTest, AVersionBetweenHasOlderOnesWithoutIt) {
  std::string second = Code("time", 30);
  for (int i = 1; i <= 8; ++i) second = With(second, i, "second");
  const auto drift =
      Drift("v3", "v4", {{"kernel/clock.c", With(second, 29, "guest")}});
  ASSERT_TRUE(drift.ok()) << drift.status();
  ASSERT_TRUE(drift->forks[0].older.has_value());
  EXPECT_EQ(drift->forks[0].older->version, "v2");
  EXPECT_FALSE(drift->forks[0].older->or_older);
}

TEST_F(DriftHistoryTest, ATagOnAnotherLineIsNoOlderVersion) {
  folder_.Git("checkout -q -b side v1");
  std::string side = Code("time", 30);
  for (int i = 1; i <= 20; ++i) side = With(side, i, "aside");
  Write(side, Code("irq", 20));
  folder_.Commit("aside");
  folder_.Git("tag side-1");
  folder_.Git("checkout -q v4");
  folder_.Git("commit -q --allow-empty -m later");
  folder_.Git("tag v5");
  const auto drift = Drift("v5", "v4", {{"guest/time.c", side}});
  ASSERT_TRUE(drift.ok()) << drift.status();
  ASSERT_EQ(drift->forks.size(), 1u);
  EXPECT_FALSE(drift->forks[0].older.has_value());
}

}  // namespace
}  // namespace patchgraph
