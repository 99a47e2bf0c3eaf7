#include "engine/upstream/conflict_causes.h"

#include <map>
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

std::string Timer(const std::map<int, std::string>& changed = {}) {
  std::string text;
  for (int i = 1; i <= 40; ++i) {
    const auto other = changed.find(i);
    absl::StrAppend(&text, other == changed.end()
                               ? absl::StrCat("\ttimer_step(", i, ");\n")
                               : other->second);
  }
  return text;
}

// A history with tags "base" and "onto", and a branch "ours" with patches made
// for "base".
class ConflictCausesTest : public testing::Test {
 protected:
  ConflictCausesTest() {
    git_.Write("timer.c", Timer());
    git_.Commit("start");
  }

  std::string Commit(const std::map<int, std::string>& changed,
                     const std::string& top = "") {
    git_.Write("timer.c", top + Timer(changed));
    return git_.Commit("a change of the timer");
  }
  void Tag(const std::string& name) { git_.Git("tag " + name); }
  void Ours() { git_.Git("checkout -q -b ours base"); }

  // The causes of the first conflict.
  std::vector<ConflictCause> Explain() {
    const auto repository = GitRepository::Open(git_.path()).value();
    const auto series =
        ReadGitRange(*repository, GitRange{"base", "ours"}, GitRangeOptions())
            .value();
    Stack stack;
    stack.base = series.base;
    stack.layers.push_back(series.series);
    const StackCheck check =
        Check(stack, OpenGitTree(*repository, "onto").value(), CheckOptions())
            .value();
    EXPECT_FALSE(check.conflicts.empty());
    const auto explained = ExplainConflicts(
        *repository, repository->ResolveCommit("base").value().id,
        repository->ResolveCommit("onto").value().id, check.conflicts);
    EXPECT_TRUE(explained.ok()) << explained.status();
    return explained->front().causes;
  }

  TestRepository git_;
};

TEST_F(ConflictCausesTest, TheCommitWithoutWhichThereIsNoConflict) {
  Tag("base");
  Commit({{30, "\telsewhere();\n"}});
  const std::string guilty =
      Commit({{10, "\ttimer_step(10, soon);\n"}, {30, "\telsewhere();\n"}});
  Commit({{10, "\ttimer_step(10, soon);\n"}, {30, "\tand_on();\n"}});
  Tag("onto");
  Ours();
  Commit({{10, "\ttimer_step(10, late);\n"}});
  const auto causes = Explain();
  ASSERT_EQ(causes.size(), 1U);
  EXPECT_EQ(causes[0].commit.id.Hex(), guilty);
  EXPECT_TRUE(causes[0].prerequisite);
  EXPECT_FALSE(causes[0].on_base);
  EXPECT_TRUE(causes[0].together.empty());
  EXPECT_EQ(causes[0].regions, std::vector<int>{0});
  EXPECT_EQ(causes[0].solves, std::vector<int>{0});
}

// The line was changed and changed back; what is there now is another commit's.
TEST_F(ConflictCausesTest, ACommitThatWasTakenBackIsIncidental) {
  Tag("base");
  const std::string there = Commit({{10, "\ttimer_step(10, soon);\n"}});
  const std::string back = Commit({});
  const std::string guilty = Commit({{11, "\ttimer_step(11, soon);\n"}});
  Tag("onto");
  Ours();
  Commit({{10, "\ttimer_step(10, late);\n"}, {11, "\tlate();\n"}});
  std::map<std::string, bool> found;
  for (const ConflictCause& cause : Explain()) {
    found[cause.commit.id.Hex()] = cause.prerequisite;
  }
  EXPECT_EQ(found, (std::map<std::string, bool>{
                       {guilty, true}, {there, false}, {back, false}}));
}

TEST_F(ConflictCausesTest, CommitsThatHaveToBeTakenTogether) {
  Tag("base");
  const std::string first = Commit({{10, "\ttimer_step(10, soon);\n"}});
  const std::string second = Commit({{10, "\ttimer_step(10, soon, once);\n"}});
  Tag("onto");
  Ours();
  Commit({{10, "\ttimer_step(10, late);\n"}});
  const auto causes = Explain();
  ASSERT_EQ(causes.size(), 2U);
  EXPECT_EQ(causes[0].commit.id.Hex(), second);
  EXPECT_TRUE(causes[0].prerequisite);
  ASSERT_EQ(causes[0].together.size(), 1U);
  EXPECT_EQ(causes[0].together[0].Hex(), first);
  EXPECT_EQ(causes[1].commit.id.Hex(), first);
  EXPECT_TRUE(causes[1].prerequisite);
}

TEST_F(ConflictCausesTest, ABackportNeedsACommitOfItsBase) {
  Tag("onto");
  Commit({{30, "\telsewhere();\n"}});
  const std::string needed =
      Commit({{10, "\ttimer_step(10, soon);\n"}, {30, "\telsewhere();\n"}});
  Tag("base");
  Ours();
  Commit({{10, "\ttimer_step(10, sooner);\n"}, {30, "\telsewhere();\n"}});
  const auto causes = Explain();
  ASSERT_EQ(causes.size(), 1U);
  EXPECT_EQ(causes[0].commit.id.Hex(), needed);
  EXPECT_TRUE(causes[0].on_base);
  EXPECT_TRUE(causes[0].prerequisite);
}

TEST_F(ConflictCausesTest, LinesThatWereTakenAway) {
  Tag("base");
  const std::string guilty = Commit({{9, ""}, {10, ""}, {11, ""}});
  Commit({{9, ""}, {10, ""}, {11, ""}, {12, "\tnear();\n"}});
  Tag("onto");
  Ours();
  Commit({{10, "\ttimer_step(10, late);\n"}});
  const auto causes = Explain();
  ASSERT_FALSE(causes.empty());
  EXPECT_EQ(causes.back().commit.id.Hex(), guilty);
}

// The lines in conflict stand elsewhere where an earlier patch of the stack has
// added some.
TEST_F(ConflictCausesTest, EarlierPatchesOfTheStackMoveTheLines) {
  Tag("base");
  Commit({{8, "\tnear_it();\n"}});
  const std::string guilty =
      Commit({{8, "\tnear_it();\n"}, {10, "\ttimer_step(10, soon);\n"}});
  Tag("onto");
  Ours();
  Commit({}, "one\ntwo\nthree\nfour\n");
  Commit({{10, "\ttimer_step(10, late);\n"}}, "one\ntwo\nthree\nfour\n");
  const auto causes = Explain();
  ASSERT_EQ(causes.size(), 1U);
  EXPECT_EQ(causes[0].commit.id.Hex(), guilty);
  EXPECT_TRUE(causes[0].prerequisite);
}

TEST_F(ConflictCausesTest, TheCommitThatDeletedTheFile) {
  Tag("base");
  Commit({{30, "\telsewhere();\n"}});
  git_.Run("rm timer.c");
  git_.Write("clock.c", "something else\n");
  const std::string guilty = git_.Commit("no timer any more");
  git_.Write("clock.c", "something else again\n");
  git_.Commit("go on");
  Tag("onto");
  Ours();
  Commit({{10, "\ttimer_step(10, late);\n"}});
  const auto causes = Explain();
  ASSERT_EQ(causes.size(), 1U);
  EXPECT_EQ(causes[0].commit.id.Hex(), guilty);
  EXPECT_TRUE(causes[0].prerequisite);
}

TEST_F(ConflictCausesTest, TheCommitThatAddedTheFileTheStackAddsToo) {
  Tag("base");
  git_.Write("clock.c", "int clock;\n");
  const std::string guilty = git_.Commit("a clock");
  Tag("onto");
  Ours();
  git_.Write("clock.c", "int clocks;\n");
  git_.Commit("clocks");
  const auto causes = Explain();
  ASSERT_EQ(causes.size(), 1U);
  EXPECT_EQ(causes[0].commit.id.Hex(), guilty);
  EXPECT_TRUE(causes[0].prerequisite);
}

TEST_F(ConflictCausesTest, FollowsTheFileToItsOldName) {
  Tag("base");
  const std::string guilty = Commit({{10, "\ttimer_step(10, soon);\n"}});
  git_.Run("mkdir kernel && mv timer.c kernel/timer.c");
  git_.Commit("move it");
  Tag("onto");
  Ours();
  Commit({{10, "\ttimer_step(10, late);\n"}});
  const auto causes = Explain();
  ASSERT_EQ(causes.size(), 1U);
  EXPECT_EQ(causes[0].commit.id.Hex(), guilty);
  EXPECT_TRUE(causes[0].prerequisite);
}

TEST_F(ConflictCausesTest, RegionsHaveCausesOfTheirOwn) {
  Tag("base");
  const std::string first = Commit({{10, "\tsoon(10);\n"}});
  const std::string second =
      Commit({{10, "\tsoon(10);\n"}, {30, "\tsoon(30);\n"}});
  Tag("onto");
  Ours();
  Commit({{10, "\tlate(10);\n"}, {30, "\tlate(30);\n"}});
  const auto causes = Explain();
  ASSERT_EQ(causes.size(), 2U);
  EXPECT_EQ(causes[0].commit.id.Hex(), second);
  EXPECT_EQ(causes[0].solves, std::vector<int>{1});
  EXPECT_EQ(causes[1].commit.id.Hex(), first);
  EXPECT_EQ(causes[1].solves, std::vector<int>{0});
}

}  // namespace
}  // namespace patchgraph
