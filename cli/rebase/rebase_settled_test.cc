// Conflicts of a rebase that resolvers settle, or what is remembered.

#include <string>

#include "cli/rebase/rebase_git_fixture.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using RebaseSettledTest = RebaseGitFixture;

TEST_F(RebaseSettledTest, GoesOnWithWhatResolversSettleWhereItIsTold) {
  Make(/*conflict=*/true);
  const std::string before = State();
  // Nothing is guessed unasked.
  EXPECT_EQ(Run({"main"}).status, 1);
  EXPECT_EQ(Run({"main", "--auto=off"}).status, 1);
  Answer answer = Run({"main", "--auto=propose", "--dry-run"});
  EXPECT_EQ(answer.status, 0) << answer.out << answer.err;
  EXPECT_EQ(State(), before);
  answer = Run({"main", "--auto=propose"});
  EXPECT_EQ(answer.status, 0) << answer.out << answer.err;
  EXPECT_NE(answer.err.find("f:5: a proposal is taken, by "), std::string::npos)
      << answer.err;
  EXPECT_EQ(repository_.Git("status --porcelain"), "");
  EXPECT_EQ(repository_.Run("grep -c '<<<<' f || true"), "0\n");
  EXPECT_EQ(repository_.Git("merge-base main topic"),
            repository_.Git("rev-parse main"));
}

TEST_F(RebaseSettledTest, WhatIsRememberedGoesBeforeResolvers) {
  Make(/*conflict=*/true);
  repository_.Git("branch again");
  EXPECT_EQ(Run({"main", "--begin"}).status, 1);
  repository_.Write(
      "f", Count(1, 4) + "FIVE five\n" + Count(6, 9) + "TEN\n" + Count(11, 20));
  repository_.Git("add f");
  EXPECT_EQ(Run({"--continue", "--auto=propose"}).status, 0);
  repository_.Git("checkout -q again");
  const Answer answer = Run({"main", "--reuse=auto", "--auto=propose"});
  EXPECT_EQ(answer.status, 0) << answer.out << answer.err;
  EXPECT_NE(answer.err.find("f:5: Resolution from "), std::string::npos)
      << answer.err;
  EXPECT_EQ(repository_.Run("sed -n 5p f"), "FIVE five\n");
}

TEST_F(RebaseSettledTest, GoesOnWithWhatIsRemembered) {
  Make(/*conflict=*/true);
  repository_.Git("branch again");
  EXPECT_EQ(Run({"main", "--begin"}).status, 1);
  const auto resolve = [this](const std::string& five, const std::string& ten) {
    repository_.Write("f",
                      Count(1, 4) + five + Count(6, 9) + ten + Count(11, 20));
    repository_.Git("add f");
  };
  resolve("FIVE five\n", "TEN\n");
  EXPECT_EQ(Run({"--continue"}).status, 1);
  resolve("FIVE five\n", "TEN ten\n");
  EXPECT_EQ(Run({"--continue"}).status, 0);
  const std::string format = "log --format='%T %an %ae %ad %B' main..";
  const std::string expected = repository_.Git(format + "topic");
  // The whole of it, at once, and seen before it is done.
  repository_.Git("checkout -q again");
  const std::string before = State();
  Answer answer = Run({"main", "--reuse=auto", "--dry-run"});
  EXPECT_EQ(answer.status, 0) << answer.out << answer.err;
  EXPECT_EQ(Run({"main", "--reuse=propose"}).status, 1);
  EXPECT_EQ(State(), before);
  answer = Run({"main", "--reuse=auto"});
  EXPECT_EQ(answer.status, 0) << answer.out << answer.err;
  EXPECT_NE(answer.out.find("1 unchanged and 2 edited"), std::string::npos)
      << answer.out;
  EXPECT_NE(answer.out.find("Resolution from C O Mitter, "), std::string::npos)
      << answer.out;
  EXPECT_NE(answer.err.find("f:5: Resolution from C O Mitter, "),
            std::string::npos)
      << answer.err;
  EXPECT_EQ(repository_.Git(format + "again"), expected);
  EXPECT_EQ(repository_.Git("status --porcelain"), "");
  // From the second on.
  repository_.Git("reset -q --hard again@{1}");
  EXPECT_EQ(Run({"main", "--begin"}).status, 1);
  resolve("FIVE five\n", "TEN\n");
  answer = Run({"--continue", "--reuse=auto"});
  EXPECT_EQ(answer.status, 0) << answer.out << answer.err;
  EXPECT_EQ(answer.err.find("went with"), std::string::npos) << answer.err;
  EXPECT_EQ(repository_.Git(format + "again"), expected);
  // And no longer.
  repository_.Git("reset -q --hard again@{1}");
  EXPECT_EQ(Run({"main", "--begin"}).status, 1);
  resolve("FIVE five\n", "TEN\n");
  EXPECT_EQ(Run({"--continue", "--reuse=off"}).status, 1);
  EXPECT_EQ(Run({"--abort"}).status, 0);
}

// One that is known does not hide one that is not.
TEST_F(RebaseSettledTest, AConflictThatIsNotRememberedStopsAtOnce) {
  Make(/*conflict=*/true);
  EXPECT_EQ(Run({"main", "--begin"}).status, 1);
  repository_.Write(
      "f", Count(1, 4) + "FIVE five\n" + Count(6, 9) + "TEN\n" + Count(11, 20));
  repository_.Git("add f");
  EXPECT_EQ(Run({"--continue"}).status, 1);
  EXPECT_EQ(Run({"--abort"}).status, 0);
  const std::string before = State();
  Answer answer = Run({"main", "--reuse=auto"});
  EXPECT_EQ(answer.status, 1) << answer.out;
  EXPECT_NE(answer.out.find("1 unchanged, 1 edited and 1 in conflict"),
            std::string::npos)
      << answer.out;
  EXPECT_EQ(State(), before);
  answer = Run({"main", "--begin", "--reuse=auto"});
  EXPECT_EQ(answer.status, 1);
  EXPECT_NE(answer.out.find("conflict 1 of 1, in patch 3 of 3"),
            std::string::npos)
      << answer.out;
  EXPECT_EQ(Subjects("main..HEAD"), "five\nnew file");
}

}  // namespace
}  // namespace patchgraph
