#include "engine/upstream/landed_patches.h"

#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/check/check.h"
#include "engine/git/git_test_repository.h"
#include "engine/git/git_tree.h"
#include "engine/source/git_range.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

// A driver of 40 different lines; `changed` says what stands in place of some.
std::string Driver(const std::map<int, std::string>& changed = {}) {
  std::string text;
  for (int i = 1; i <= 40; ++i) {
    const auto other = changed.find(i);
    absl::StrAppend(&text, other == changed.end()
                               ? absl::StrCat("\tuart_register(", i, ");\n")
                               : other->second);
  }
  return text;
}

// A repository with a tag "base", the stack's commits on branch "ours", and the
// target's on "main".
class LandedTest : public testing::Test {
 protected:
  LandedTest() {
    git_.Write("uart.c", Driver());
    git_.Write("timer.c", "int timer_init(void);\n");
    git_.Commit("base");
    git_.Git("tag base");
    git_.Git("branch ours");
  }

  void Ours() { git_.Git("checkout -q ours"); }
  void Upstream() { git_.Git("checkout -q main"); }
  std::string Commit(const std::string& text,
                     const std::string& message = "a change of the driver") {
    git_.Write("uart.c", text);
    return git_.Commit(message);
  }

  std::vector<LandedPatch> Find(bool with_history = true) {
    const auto repository = GitRepository::Open(git_.path()).value();
    auto series =
        ReadGitRange(*repository, GitRange{"base", "ours"}, GitRangeOptions());
    EXPECT_TRUE(series.ok()) << series.status();
    Stack stack;
    stack.base = series->base;
    stack.layers.push_back(series->series);
    const auto onto = OpenGitTree(*repository, "main").value();
    const StackCheck check = Check(stack, nullptr, CheckOptions()).value();
    const auto found =
        FindLandedPatches(QuestionsAbout(stack, check.patches), stack.base,
                          onto, with_history ? repository.get() : nullptr);
    EXPECT_TRUE(found.ok()) << found.status();
    return *found;
  }

  LandedPatch FindOne(bool with_history = true) {
    const auto found = Find(with_history);
    EXPECT_EQ(found.size(), 1U);
    return found.front();
  }

  TestRepository git_;
};

std::string Evidence(const LandedPatch& patch) {
  return std::string(Name(patch.evidence));
}

TEST_F(LandedTest, NothingLandsOnItsOwnBase) {
  Ours();
  Commit(Driver({{10, "\tuart_reset(now);\n"}}));
  EXPECT_EQ(Evidence(FindOne()), "none");
}

TEST_F(LandedTest, TheSameCommit) {
  const std::string id = Commit(Driver({{10, "\tuart_reset(now);\n"}}));
  git_.Git("branch -f ours main");
  Upstream();
  Commit(Driver({{10, "\tuart_reset(later);\n"}}), "and on");
  const LandedPatch patch = FindOne();
  EXPECT_EQ(Evidence(patch), "same commit");
  ASSERT_EQ(patch.commits.size(), 1U);
  EXPECT_EQ(patch.commits[0].id.Hex(), id);
}

TEST_F(LandedTest, APickThatSaysSo) {
  Ours();
  const std::string id = Commit(Driver({{10, "\tuart_reset(now);\n"}}));
  Upstream();
  Commit(Driver({{10, "\tuart_reset(other, now);\n"}}),
         absl::StrCat("reset\n\n(cherry picked from commit ", id, ")"));
  EXPECT_EQ(Evidence(FindOne()), "picked");
  git_.Git("revert --no-edit HEAD");
  EXPECT_EQ(Evidence(FindOne()), "none");
}

TEST_F(LandedTest, TheSamePatchWhateverCameAfter) {
  Ours();
  Commit(Driver({{10, "\tuart_reset(now);\n"}}));
  Upstream();
  Commit("first\n" + Driver(), "elsewhere");
  const std::string id = Commit(
      "first\n" + Driver({{10, "\tuart_reset(now);\n"}}), "another subject");
  Commit("first\n" + Driver({{10, "\tuart_halt();\n"}}), "and on");
  const LandedPatch patch = FindOne();
  EXPECT_EQ(Evidence(patch), "same patch");
  EXPECT_EQ(patch.commits[0].id.Hex(), id);
  EXPECT_EQ(Evidence(FindOne(false)), "none");
}

TEST_F(LandedTest, PartsThatCameOneByOne) {
  Ours();
  Commit(Driver({{10, "\tuart_reset(now);\n"}, {30, "\tuart_halt(now);\n"}}));
  Upstream();
  const std::string first = Commit(Driver({{10, "\tuart_reset(now);\n"}}));
  Commit("top\n" + Driver({{10, "\tuart_reset(now);\n"}}));
  const std::string second =
      Commit("top\n" + Driver({{10, "\tuart_reset(now);\n"},
                               {30, "\tuart_halt(now);\n"}}));
  const LandedPatch patch = FindOne();
  EXPECT_EQ(Evidence(patch), "in place");
  ASSERT_EQ(patch.commits.size(), 2U);
  EXPECT_EQ(patch.commits[0].id.Hex(), first);
  EXPECT_EQ(patch.commits[1].id.Hex(), second);
  EXPECT_EQ(patch.edits_there, 2);
  EXPECT_EQ(Evidence(FindOne(false)), "in place");
}

TEST_F(LandedTest, OnePartIsAProposal) {
  Ours();
  Commit(Driver({{10, "\tuart_reset(now);\n"},
                 {20, "\tuart_flush(now);\n"},
                 {30, "\tuart_halt(now);\n"}}));
  Upstream();
  Commit(Driver({{10, "\tuart_reset(now);\n"}}));
  const LandedPatch patch = FindOne();
  EXPECT_EQ(Evidence(patch), "partly in place");
  EXPECT_FALSE(IsStrong(patch.evidence));
  EXPECT_EQ(patch.edits_there, 1);
  EXPECT_EQ(patch.edits, 3);
}

TEST_F(LandedTest, PatchesSquashedIntoOneCommit) {
  Ours();
  Commit(Driver({{10, "\tuart_reset(now);\n"}}), "reset");
  Commit(Driver({{10, "\tuart_reset(now, hard);\n"}}), "reset it hard");
  Upstream();
  const std::string id = Commit(
      "top\n" + Driver({{10, "\tuart_reset(now, hard);\n"}}), "both at once");
  const std::vector<LandedPatch> found = Find();
  EXPECT_EQ(Evidence(found[0]), "squashed");
  EXPECT_EQ(found[0].together_with, std::vector<int>{1});
  EXPECT_EQ(Evidence(found[1]), "in place");
  EXPECT_EQ(found[0].commits[0].id.Hex(), id);
  EXPECT_EQ(found[1].commits[0].id.Hex(), id);
}

TEST_F(LandedTest, UpstreamHasChangedMoreInTheSamePlace) {
  Ours();
  Commit(Driver({{10, "\tuart_reset(now, hard);\n"}}));
  Upstream();
  Commit(Driver({{10, "\tuart_reset(now, hard);\n\tuart_wait(now);\n"}}));
  EXPECT_EQ(Evidence(FindOne(false)), "in place");
}

TEST_F(LandedTest, AnotherChangeOfTheSameLineHasNotLanded) {
  Ours();
  Commit(Driver({{10, "\tuart_reset(now, hard);\n"}}));
  Upstream();
  Commit(Driver({{10, "\tuart_reset(now, soft);\n"}}));
  EXPECT_EQ(Evidence(FindOne(false)), "none");
}

TEST_F(LandedTest, MostLinesAreAProposal) {
  Ours();
  Commit(Driver({{10, "\tlock(uart);\n\treset(uart);\n\tunlock(uart);\n"}}));
  Upstream();
  Commit(Driver({{12, "\tlock(uart);\n\treset(uart, 1);\n\tunlock(uart);\n"}}));
  git_.Write("uart.c", Driver({{12,
                                "\tlock(uart);\n\treset(uart, 1);\n"
                                "\tunlock(uart);\n"}}));
  const LandedPatch patch = FindOne(false);
  EXPECT_EQ(Evidence(patch), "older form");
  EXPECT_EQ(patch.added_there, 2);
  EXPECT_EQ(patch.added, 3);
}

TEST_F(LandedTest, BlankLinesAreNoEvidence) {
  Ours();
  Commit(Driver({{10, "\n"}}) + "}\n\n");
  Upstream();
  Commit(Driver() + "}\n\n");
  EXPECT_FALSE(IsStrong(FindOne(false).evidence));
}

TEST_F(LandedTest, AShortLineThatIsEverywhereIsNoEvidence) {
  Ours();
  Commit(Driver({{10, "\tbreak;\n"}, {30, "\tbreak;\n"}}));
  Upstream();
  Commit(Driver({{9, "\twait();\n"},
                 {10, "\tif (late)\n\tbreak;\n\tgo();\n"},
                 {30, "\tbreak;\n"}}));
  EXPECT_TRUE(IsStrong(FindOne(false).evidence));
  Commit(Driver({{10, "\tif (late)\n\tgo();\n"}, {30, "\tbreak;\n"}}));
  EXPECT_FALSE(IsStrong(FindOne(false).evidence));
}

// Each of the two is a no-op on a target that has neither; without the second
// the first would be left over.
TEST_F(LandedTest, APatchThatTakesBackAnEarlierOneHasNotLanded) {
  Ours();
  Commit(Driver({{10, "\tuart_reset(now);\n"}}), "reset");
  Commit(Driver(), "no, do not");
  Upstream();
  Commit("top\n" + Driver(), "elsewhere");
  for (const bool with_history : {true, false}) {
    for (const LandedPatch& patch : Find(with_history)) {
      EXPECT_FALSE(IsStrong(patch.evidence)) << Evidence(patch);
    }
  }
}

TEST_F(LandedTest, FilesThatComeAndGo) {
  Ours();
  git_.Run("rm timer.c");
  git_.Write("clock.c", "int clock_init(void);\nint clock_exit(void);\n");
  git_.Commit("clock for timer");
  Upstream();
  git_.Run("rm timer.c");
  git_.Commit("no timer");
  EXPECT_EQ(Evidence(FindOne(false)), "partly in place");
  git_.Write("clock.c", "int clock_init(void);\nint clock_exit(void);\n");
  git_.Commit("a clock");
  EXPECT_EQ(Evidence(FindOne(false)), "in place");
  EXPECT_EQ(FindOne().commits.size(), 2U);
}

TEST_F(LandedTest, AFileWhereTheBaseHasASubmodule) {
  git_.Run("mkdir module");
  git_.Git("update-index --add --cacheinfo 160000," + std::string(40, '3') +
           ",module");
  git_.Commit("a submodule");
  git_.Git("tag -f base");
  git_.Git("branch -f ours");
  Ours();
  git_.Run("rmdir module");
  git_.Write("module", "int module_init(void);\n");
  git_.Commit("a file for it");
  git_.Write("module", "int module_init(void);\nint module_exit(void);\n");
  git_.Commit("more of it");
  Upstream();
  git_.Run("rm -rf module");
  git_.Write("module", "int module_init(void);\nint module_exit(void);\n");
  git_.Commit("all of it");
  const auto found = Find(false);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(Evidence(found[1]), "in place");
}

TEST_F(LandedTest, AFileThatMovedUpstream) {
  Ours();
  Commit(Driver({{10, "\tuart_reset(now);\n"}}));
  Upstream();
  git_.Run("mkdir tty && mv uart.c tty/serial.c");
  git_.Write("tty/serial.c", Driver({{10, "\tuart_reset(now);\n"}}));
  git_.Commit("move, and change");
  EXPECT_EQ(Evidence(FindOne(false)), "in place");
  EXPECT_EQ(FindOne().commits.size(), 1U);
}

TEST_F(LandedTest, TheSameSubjectIsAProposal) {
  Ours();
  Commit(Driver({{10, "\tuart_reset(now);\n"}}), "[PATCH v2] uart: reset");
  Upstream();
  Commit(Driver({{20, "\tother(way);\n"}}), "uart:  Reset");
  EXPECT_EQ(Evidence(FindOne(false)), "none");
  EXPECT_EQ(Evidence(FindOne()), "none") << "too short to say anything";
  git_.Git("checkout -q -B ours base");
  Commit(Driver({{10, "\tuart_reset(now);\n"}}),
         "[PATCH v2] uart: reset the port when it is opened");
  Upstream();
  Commit(Driver({{20, "\tother(way);\n"}, {30, "\tthird(way);\n"}}),
         "uart: Reset the port when it is opened");
  const LandedPatch patch = FindOne();
  EXPECT_EQ(Evidence(patch), "same subject");
  EXPECT_FALSE(IsStrong(patch.evidence));
  EXPECT_EQ(patch.commits.size(), 1U);
}

TEST_F(LandedTest, WhatThePatchAddsStandsInItsBase) {
  const std::string passage =
      "\tlock_the_port(uart);\n\treset_the_port(uart);\n"
      "\tunlock_the_port(uart);\n";
  Commit(Driver({{10, passage}}));
  git_.Git("tag -f base");
  git_.Git("checkout -q -B ours");
  Commit(Driver({{10, passage + "\n" + passage}}), "twice");
  Upstream();
  Commit("top\n" + Driver({{10, passage}}), "elsewhere");
  EXPECT_EQ(Evidence(FindOne(false)), "in its base");
}

// Upstream takes some of our patches, in another order and among others. What
// it took whole, on lines that nobody touched again, has to be found; what it
// did not take must not be.
TEST(LandedRandomTest, FindsWhatWasTakenAndNothingElse) {
  int taken = 0;
  int left = 0;
  for (unsigned seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937 random(seed);
    const auto pick = [&random](int below) {
      return std::uniform_int_distribution<int>(0, below - 1)(random);
    };
    TestRepository git;
    git.Write("uart.c", Driver());
    git.Commit("base");
    git.Git("tag base");
    git.Git("checkout -q -b ours");
    // Patch i has lines 4i+1 .. 4i+4 to itself.
    std::map<int, std::string> ours;
    std::map<int, std::string> theirs;
    std::vector<bool> took;
    for (int i = 0; i < 8; ++i) {
      const int line = 4 * i + 1 + pick(3);
      std::string text = absl::StrCat("\tnew_call_", seed, "_", i, "(uart);\n");
      if (pick(3) == 0) text.clear();
      if (pick(4) == 0) {
        absl::StrAppend(&text, "\tuart_register(", line, ");\n");
      }
      ours[line] = text;
      git.Write("uart.c", Driver(ours));
      git.Commit("ours");
      took.push_back(pick(2) == 0);
      if (took.back()) {
        theirs[line] = text;
      } else if (pick(3) == 0) {
        theirs[line] = absl::StrCat("\tother_call_", i, "(uart);\n");
      }
    }
    git.Git("checkout -q main");
    git.Write("uart.c", Driver(theirs) + (pick(2) == 0 ? "end\n" : ""));
    git.Commit("all that upstream took");
    const auto repository = GitRepository::Open(git.path()).value();
    const auto series =
        ReadGitRange(*repository, GitRange{"base", "ours"}, GitRangeOptions())
            .value();
    Stack stack;
    stack.base = series.base;
    stack.layers.push_back(series.series);
    const StackCheck check = Check(stack, nullptr, CheckOptions()).value();
    const auto found =
        FindLandedPatches(QuestionsAbout(stack, check.patches), stack.base,
                          OpenGitTree(*repository, "main").value(), nullptr);
    ASSERT_TRUE(found.ok()) << found.status();
    for (size_t i = 0; i < took.size(); ++i) {
      const bool empty = check.patches[i].files.empty();
      if (empty) continue;
      EXPECT_EQ(IsStrong((*found)[i].evidence), took[i])
          << "patch " << i << ": " << Evidence((*found)[i]);
      (took[i] ? taken : left) += 1;
    }
  }
  EXPECT_GT(taken, 20);
  EXPECT_GT(left, 20);
}

}  // namespace
}  // namespace patchgraph
