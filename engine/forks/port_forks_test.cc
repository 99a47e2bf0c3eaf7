#include "engine/forks/port_forks.h"

#include <random>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/check/check_test_stack.h"
#include "engine/git/git_test_repository.h"
#include "engine/source/diff_writer.h"
#include "engine/text/merge.h"
#include "engine/text/text_generator.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

FileState State(const std::string& text) {
  return {FileMode::kRegular, Blob::FromBytes(text)};
}

// A drift of one fork.
StackDrift OneFork(const std::string& base, const std::string& target,
                   const std::string& fork) {
  StackDrift drift;
  drift.forks.emplace_back();
  ForkDrift& one = drift.forks.back();
  one.fork.added = {"kernel/time-guest.c", State(fork), "guest.patch"};
  one.fork.original = one.original_now = "kernel/time.c";
  one.fork.original_file = State(base);
  one.target = State(target);
  one.fate = OriginalFate::kChanged;
  return drift;
}

ForkPort PortOf(const StackDrift& drift) {
  const auto ports = PortForks(drift);
  EXPECT_TRUE(ports.ok()) << ports.status();
  EXPECT_EQ(ports->size(), 1u);
  return ports->front();
}

std::string TextOf(const ForkPort& port) { return **port.ported.blob.Read(); }

std::string Replaced(const std::string& text, int number,
                     const std::string& by) {
  return absl::StrReplaceAll(
      text, {{absl::StrCat("\n", number, "\n"), absl::StrCat("\n", by, "\n")}});
}

TEST(PortForksTest, AChangeElsewhereGoesIn) {
  const std::string base = Numbers(1, 30);
  const ForkPort port = PortOf(OneFork(base, Replaced(base, 25, "upstream"),
                                       Replaced(base, 5, "guest")));
  EXPECT_FALSE(port.conflict.has_value());
  EXPECT_EQ(port.verdict, Verdict::kClean);
  EXPECT_EQ(TextOf(port), Replaced(Replaced(base, 25, "upstream"), 5, "guest"));
}

TEST(PortForksTest, AChangeThatTheForkHasIsUpstream) {
  const std::string base = Numbers(1, 30);
  const std::string target = Replaced(base, 25, "upstream");
  const ForkPort port =
      PortOf(OneFork(base, target, Replaced(target, 5, "guest")));
  EXPECT_EQ(port.verdict, Verdict::kUpstream);
  EXPECT_EQ(TextOf(port), Replaced(target, 5, "guest"));
}

TEST(PortForksTest, AConflictIsAValueAndTheForkStays) {
  const std::string base = Numbers(1, 30);
  const ForkPort port =
      PortOf(OneFork(base, Replaced(Replaced(base, 5, "upstream"), 25, "more"),
                     Replaced(base, 5, "guest")));
  EXPECT_EQ(port.verdict, Verdict::kConflict);
  EXPECT_THAT(port.hunks, ElementsAre(Verdict::kConflict, Verdict::kClean));
  ASSERT_TRUE(port.conflict.has_value());
  EXPECT_EQ(port.conflict->path, "kernel/time-guest.c");
  EXPECT_EQ(port.conflict->base_path, "kernel/time.c");
  EXPECT_EQ(port.conflict->patch, "guest.patch");
  ASSERT_EQ(port.conflict->regions.size(), 1u);
  EXPECT_EQ(port.conflict->regions[0].ours.text, "guest\n");
  EXPECT_EQ(port.conflict->regions[0].theirs.text, "upstream\n");
}

TEST(PortForksTest, AResolvedForkHasBothChanges) {
  const std::string base = Numbers(1, 30);
  const StackDrift drift =
      OneFork(base, Replaced(Replaced(base, 5, "upstream"), 25, "more"),
              Replaced(base, 5, "guest"));
  const auto ports = PortForks(drift, AutoMode::kPropose);
  ASSERT_TRUE(ports.ok()) << ports.status();
  const ForkPort& port = ports->front();
  EXPECT_EQ(port.verdict, Verdict::kResolved);
  EXPECT_THAT(port.hunks, ElementsAre(Verdict::kResolved, Verdict::kClean));
  EXPECT_FALSE(port.conflict.has_value());
  ASSERT_EQ(port.resolutions.size(), 1u);
  EXPECT_EQ(port.resolutions[0].path, "kernel/time-guest.c");
  EXPECT_EQ(TextOf(port),
            absl::StrCat(Numbers(1, 4), port.resolutions[0].proposal.text,
                         Replaced(Numbers(6, 30), 25, "more")));
  const auto ported = PortPatch("xen", "v2", drift, *ports);
  ASSERT_TRUE(ported.ok()) << ported.status();
  EXPECT_EQ(ported->files.size(), 1u);
  EXPECT_THAT(ported->patch.preamble,
              HasSubstr(absl::StrCat(
                  "kernel/time-guest.c: as kernel/time.c; conflicts resolved "
                  "by ",
                  port.resolutions[0].proposal.resolver, " 1\n")));
}

TEST(PortForksTest, NothingIsResolvedUnasked) {
  const std::string base = Numbers(1, 30);
  const ForkPort port = PortOf(
      OneFork(base, Replaced(base, 5, "upstream"), Replaced(base, 5, "guest")));
  EXPECT_TRUE(port.conflict.has_value());
  EXPECT_TRUE(port.resolutions.empty());
}

TEST(PortForksTest, ADeletedOriginalIsForAPerson) {
  StackDrift drift = OneFork(Numbers(1, 9), "", Numbers(1, 9));
  drift.forks[0].fate = OriginalFate::kDeleted;
  drift.forks[0].target.reset();
  drift.forks[0].original_now.clear();
  const ForkPort port = PortOf(drift);
  ASSERT_TRUE(port.conflict.has_value());
  EXPECT_EQ(port.conflict->kind, ConflictKind::kModifyDelete);
  EXPECT_EQ(TextOf(port), Numbers(1, 9));
}

TEST(PortForksTest, WhatIsTheSameIsNotPorted) {
  StackDrift drift = OneFork("a\n", "a\n", "b\n");
  drift.forks[0].fate = OriginalFate::kSame;
  const auto ports = PortForks(drift);
  ASSERT_TRUE(ports.ok()) << ports.status();
  EXPECT_TRUE(ports->empty());
}

TEST(PortPatchTest, HasTheCleanOnesAlone) {
  const std::string base = Numbers(1, 30);
  StackDrift drift =
      OneFork(base, Replaced(base, 25, "upstream"), Replaced(base, 5, "guest"));
  StackDrift other =
      OneFork(base, Replaced(base, 5, "upstream"), Replaced(base, 5, "guest"));
  other.forks[0].fork.added.path = "kernel/irq-guest.c";
  drift.forks.push_back(other.forks[0]);
  const auto ports = PortForks(drift);
  ASSERT_TRUE(ports.ok()) << ports.status();
  const auto ported = PortPatch("xen", "linux/v2", drift, *ports);
  ASSERT_TRUE(ported.ok()) << ported.status();
  ASSERT_EQ(ported->files.size(), 1u);
  EXPECT_EQ(ported->files[0].new_path, "kernel/time-guest.c");
  const std::string text = PrintPatch(ported->patch);
  EXPECT_THAT(text, HasSubstr("up to v2 into the forks of xen\n"));
  EXPECT_THAT(text, HasSubstr("-25\n+upstream\n"));
  EXPECT_EQ(text.find("irq-guest"), std::string::npos);
}

TEST(PortPatchTest, APathCannotPassForAPatch) {
  const std::string base = Numbers(1, 30);
  StackDrift drift =
      OneFork(base, Replaced(base, 25, "upstream"), Replaced(base, 5, "guest"));
  drift.forks[0].fork.original = "a\n--- b\n+++ b\n";
  const auto ports = PortForks(drift);
  ASSERT_TRUE(ports.ok()) << ports.status();
  const auto ported = PortPatch("xen", "v2", drift, *ports);
  ASSERT_TRUE(ported.ok()) << ported.status();
  EXPECT_THAT(ported->patch.preamble, HasSubstr("as \"a\\n--- b\\n+++ b\\n\""));
}

// Lines that no other text has, changed here and there, so that every diff
// agrees on what the change is.
class VersionMaker {
 public:
  explicit VersionMaker(std::uint64_t seed) : random_(seed) {}

  std::vector<std::string> Base() {
    std::vector<std::string> lines(10 + Below(50));
    for (std::string& line : lines) line = NewLine();
    return lines;
  }

  std::vector<std::string> Edited(std::vector<std::string> lines) {
    for (int edits = 1 + Below(4); edits > 0; --edits) {
      const int at = Below(static_cast<int>(lines.size()));
      switch (Below(3)) {
        case 0:
          lines[at] = NewLine();
          break;
        case 1:
          lines.insert(lines.begin() + at, NewLine());
          break;
        default:
          if (lines.size() > 1) lines.erase(lines.begin() + at);
      }
    }
    return lines;
  }

  static std::string Join(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) absl::StrAppend(&text, line, "\n");
    return text;
  }

 private:
  int Below(int limit) { return static_cast<int>(random_() % limit); }
  std::string NewLine() { return absl::StrCat("line ", ++last_); }

  std::mt19937_64 random_;
  int last_ = 0;
};

TEST(PortForksTest, AgreesWithGitMergeFile) {
  VersionMaker maker(TestSeed(2617));
  TestFolder folder;
  int clean = 0;
  int in_conflict = 0;
  for (int round = 0; round < 150; ++round) {
    const auto lines = maker.Base();
    const std::string base = VersionMaker::Join(lines);
    const std::string target = VersionMaker::Join(maker.Edited(lines));
    const std::string fork = VersionMaker::Join(maker.Edited(lines));
    if (target == base) continue;
    folder.Write("base", base);
    folder.Write("target", target);
    folder.Write("fork", fork);
    const std::string conflicts = folder.Run(
        "GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null git merge-file -p "
        "fork base target >merged 2>/dev/null; echo $?");
    int expected = 0;
    ASSERT_TRUE(absl::SimpleAtoi(conflicts, &expected)) << conflicts;
    const ForkPort port = PortOf(OneFork(base, target, fork));
    EXPECT_EQ(port.conflict.has_value(), expected > 0) << "round " << round;
    if (expected == 0) {
      EXPECT_EQ(TextOf(port), folder.Run("cat merged")) << "round " << round;
      ++clean;
    } else if (port.conflict.has_value()) {
      ++in_conflict;
    }
  }
  EXPECT_GT(clean, 20);
  EXPECT_GT(in_conflict, 20);
}

}  // namespace
}  // namespace patchgraph
