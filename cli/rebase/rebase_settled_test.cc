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

// A commit with two conflicts in one file and one in another. A surest resolver
// knows the first and the last: main has taken away the lines that topic
// changed a word of.
class RebaseSettledInPartTest : public RebaseGitFixture {
 protected:
  static std::string Block(const std::string& name, const std::string& word) {
    return "static int " + name +
           "(struct gauge *gauge)\n{\n\tint level = " + word +
           "(gauge);\n\treturn level;\n}\n";
  }
  static std::string Rest(const std::string& ten) {
    return Count(1, 9) + ten + Count(11, 20);
  }

  void MakeParts() {
    repository_.Git("config user.name 'C O Mitter'");
    repository_.Git("config user.email c@example.com");
    repository_.Write("gauge.c",
                      Block("old_level", "read_level") + Rest("10\n"));
    repository_.Write("probe.c",
                      Block("old_probe", "read_probe") + Count(1, 9));
    repository_.Commit("base");
    repository_.Git("checkout -q -b topic");
    repository_.Write("gauge.c",
                      Block("old_level", "scan_level") + Rest("ten\n"));
    repository_.Write("probe.c",
                      Block("old_probe", "scan_probe") + Count(1, 9));
    repository_.Commit("scan");
    repository_.Write("last", "last\n");
    repository_.Commit("last");
    repository_.Git("checkout -q main");
    repository_.Write("gauge.c", Rest("TEN\n"));
    repository_.Write("probe.c", Count(1, 9));
    repository_.Commit("main 1");
    repository_.Git("checkout -q topic");
  }

  // What git's own rebase leaves in the index for a path.
  std::string GitStages(const std::string& path) {
    repository_.Run("git rebase main || true");
    std::string stages = repository_.Git("ls-files -s " + path);
    repository_.Git("rebase --abort");
    return stages;
  }

  std::string Everything() {
    return repository_.Run(
        "git for-each-ref; git symbolic-ref -q HEAD || git rev-parse HEAD; "
        "git ls-files -s; git status --porcelain; cat gauge.c probe.c last");
  }
};

TEST_F(RebaseSettledInPartTest, OnlyWhatIsLeftIsOpened) {
  MakeParts();
  const std::string stages = GitStages("gauge.c");
  const std::string before = Everything();
  ASSERT_EQ(Run({"main", "--auto=safe"}).status, 1);
  ASSERT_EQ(Everything(), before);
  Answer answer = Run({"main", "--begin", "--auto=safe"});
  EXPECT_EQ(answer.status, 1) << answer.err;
  EXPECT_NE(answer.err.find("gauge.c:1: resolved by superseded ("),
            std::string::npos)
      << answer.err;
  EXPECT_NE(answer.err.find("probe.c:1: resolved by superseded ("),
            std::string::npos)
      << answer.err;
  EXPECT_NE(answer.out.find("conflict 1 of 1, in patch 1 of 2"),
            std::string::npos)
      << answer.out;
  EXPECT_NE(
      answer.out.find("  gauge.c\nA part of it is settled, by superseded"),
      std::string::npos)
      << answer.out;
  const std::string commit =
      repository_.Git("rev-parse --short=12 REBASE_HEAD");
  EXPECT_EQ(repository_.Run("cat gauge.c"),
            Count(1, 9) + "<<<<<<< HEAD\nTEN\n||||||| parent of " + commit +
                " (scan)\n10\n=======\nten\n>>>>>>> " + commit + " (scan)\n" +
                Count(11, 20));
  // The index is git's where a person is needed, and whole where not.
  EXPECT_EQ(repository_.Git("ls-files -s gauge.c"), stages);
  EXPECT_EQ(repository_.Git("status --porcelain"), "UU gauge.c");
  EXPECT_EQ(repository_.Run("cat probe.c"), Count(1, 9));
  answer = Run({"--status"});
  EXPECT_NE(answer.out.find("settled, by superseded"), std::string::npos)
      << answer.out;

  repository_.Write("gauge.c", Rest("Ten\n"));
  repository_.Git("add gauge.c");
  answer = Run({"--continue"});
  EXPECT_EQ(answer.status, 0) << answer.out << answer.err;
  EXPECT_NE(answer.out.find("some had been by superseded ("), std::string::npos)
      << answer.out;
  EXPECT_EQ(Subjects("main.."), "scan\nlast");
  EXPECT_EQ(repository_.Run("git diff main topic~1"),
            repository_.Run("git diff main topic~1 -- gauge.c"));
  EXPECT_EQ(repository_.Git("status --porcelain"), "");
  EXPECT_EQ(
      repository_.Run("git fsck --strict 2>&1 | grep -v dangling || true"), "");
}

TEST_F(RebaseSettledInPartTest, AbortAndSkipBringBackWhatWas) {
  MakeParts();
  const std::string before = Everything();
  EXPECT_EQ(Run({"main", "--begin", "--auto=safe"}).status, 1);
  EXPECT_EQ(Run({"--abort"}).status, 0);
  EXPECT_EQ(Everything(), before);
  EXPECT_EQ(Run({"main", "--begin", "--auto=safe"}).status, 1);
  EXPECT_EQ(Run({"--skip"}).status, 0);
  EXPECT_EQ(Subjects("main.."), "last");
  EXPECT_EQ(repository_.Run("cat gauge.c probe.c"),
            Rest("TEN\n") + Count(1, 9));
}

// A resolver's answer that nobody has looked at is none of a person; one that a
// person changed is.
TEST_F(RebaseSettledInPartTest, APersonsWorkAloneIsRemembered) {
  MakeParts();
  repository_.Git("branch again");
  EXPECT_EQ(Run({"main", "--begin", "--auto=safe"}).status, 1);
  repository_.Write("gauge.c", Rest("Ten\n"));
  repository_.Git("add gauge.c");
  EXPECT_EQ(Run({"--continue"}).status, 0);
  repository_.Git("checkout -q again");
  // What is remembered settles one conflict of the three.
  Answer answer = Run({"main", "--begin", "--reuse=auto"});
  EXPECT_EQ(answer.status, 1);
  EXPECT_EQ(repository_.Git("status --porcelain"), "UU gauge.c\nUU probe.c");
  EXPECT_NE(answer.err.find("gauge.c:10: Resolution from C O Mitter, "),
            std::string::npos)
      << answer.err;
  EXPECT_NE(answer.out.find("A part of it is settled, by Resolution from C O"),
            std::string::npos)
      << answer.out;
  EXPECT_EQ(repository_.Run("grep -c '^<<<<' gauge.c"), "1\n");
  EXPECT_EQ(repository_.Run("grep -n '^Ten' gauge.c | wc -l"), "1\n");
  EXPECT_EQ(Run({"--abort"}).status, 0);
  // Both together settle all of it.
  answer = Run({"main", "--begin", "--reuse=auto", "--auto=safe"});
  EXPECT_EQ(answer.status, 0) << answer.out << answer.err;
  EXPECT_EQ(repository_.Run("git diff topic again"), "");

  repository_.Git("reset -q --hard again@{1}");
  EXPECT_EQ(Run({"main", "--begin", "--auto=safe"}).status, 1);
  repository_.Write("gauge.c", Rest("Ten\n"));
  repository_.Write("probe.c", "one more\n" + Count(1, 9));
  repository_.Git("add gauge.c probe.c");
  EXPECT_EQ(Run({"--continue"}).status, 0);
  repository_.Git("reset -q --hard again@{1}");
  answer = Run({"main", "--begin", "--reuse=auto"});
  EXPECT_EQ(answer.status, 1);
  EXPECT_EQ(repository_.Git("status --porcelain"), "UU gauge.c\nM  probe.c");
}

TEST_F(RebaseSettledInPartTest, CountsWhatWasKnownAsResolved) {
  MakeParts();
  repository_.Git("checkout -q -b long topic~1");
  repository_.Write("f", "one\n");
  repository_.Commit("dummy");
  repository_.Git("checkout -q main");
  repository_.Write("f", "two\n");
  repository_.Commit("main 2");
  // The commit with the parts comes second, behind one that is in conflict.
  repository_.Git("checkout -q -b second topic~2");
  repository_.Git("cherry-pick long");
  repository_.Git("cherry-pick topic~1");
  Answer answer = Run({"main", "--begin", "--auto=safe"});
  EXPECT_EQ(answer.status, 1);
  EXPECT_NE(answer.out.find("conflict 1 of 3, in patch 1 of 2"),
            std::string::npos)
      << answer.out;
  repository_.Write("f", "three\n");
  repository_.Git("add f");
  answer = Run({"--continue"});
  EXPECT_EQ(answer.status, 1);
  EXPECT_EQ(answer.out.find("gone with it"), std::string::npos) << answer.out;
  EXPECT_NE(answer.out.find("conflict 3 of 3, in patch 2 of 2"),
            std::string::npos)
      << answer.out;
  EXPECT_EQ(Run({"--abort"}).status, 0);
}

TEST_F(RebaseSettledTest, AFileThatBothAddIsMergedWithoutABase) {
  Make(/*conflict=*/false);
  repository_.Git("checkout -q main");
  repository_.Write("new", "new\nand more\n");
  repository_.Commit("main 2");
  repository_.Git("checkout -q topic");
  // It would count as landed.
  const std::string all = "--reapply-cherry-picks";
  EXPECT_EQ(Run({"main", all}).status, 1);
  const Answer answer = Run({"main", all, "--auto=propose"});
  EXPECT_EQ(answer.status, 0) << answer.out << answer.err;
  EXPECT_NE(answer.err.find("new:1: "), std::string::npos) << answer.err;
  EXPECT_EQ(repository_.Run("cat new"), "new\nand more\n");
  EXPECT_EQ(repository_.Git("status --porcelain"), "");
}

}  // namespace
}  // namespace patchgraph
