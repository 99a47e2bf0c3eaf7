// What `patchgraph rebase` does about conflicts: it leaves out what has landed,
// and says where the others come from.

#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/patchgraph.h"
#include "engine/git/git_test_repository.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Said {
  int status = 0;
  std::string out;
  std::string err;
};

std::string Numbered(int from, int to) {
  std::string text;
  for (int i = from; i <= to; ++i) absl::StrAppend(&text, "line ", i, "\n");
  return text;
}

// topic, checked out: "five", "other" and, if `more`, "twelve" and "lock". main
// has "five" among other lines, so that git meets a conflict there.
class RebaseLandedTest : public testing::Test {
 protected:
  void Make(bool more) {
    repository_.Git("config user.name 'C O Mitter'");
    repository_.Git("config user.email c@example.com");
    repository_.Write("f", Numbered(1, 20));
    repository_.Write("g", Numbered(1, 20));
    repository_.Commit("base");
    repository_.Git("checkout -q -b topic");
    const std::string five = "the fifth line is another one\n";
    repository_.Write("f", Numbered(1, 4) + five + Numbered(6, 20));
    repository_.Commit("five");
    repository_.Write("other", "other\n");
    repository_.Commit("other");
    const std::string locks =
        "take the big lock\nlook at the list\nhold on to its head\n";
    if (more) {
      repository_.Write("f", Numbered(1, 4) + five + Numbered(6, 11) +
                                 "twelve\n" + Numbered(13, 20));
      repository_.Commit("twelve");
      repository_.Write("g", Numbered(1, 9) + locks + "drop the big lock\n" +
                                 Numbered(11, 20));
      repository_.Commit("lock");
    }
    repository_.Git("checkout -q main");
    repository_.Write("f",
                      Numbered(1, 4) + five + "six too\n" + Numbered(7, 20));
    upstream_ = repository_.Commit("all that was to be said of five");
    if (more) {
      repository_.Write("f", Numbered(1, 4) + five + "six too\n" +
                                 Numbered(7, 11) + "TWELVE\n" +
                                 Numbered(13, 20));
      repository_.Commit("twelve of upstream");
      repository_.Write(
          "g", Numbered(1, 9) + locks + "drop it again\n" + Numbered(11, 20));
      repository_.Commit("lock of upstream");
    }
    repository_.Git("checkout -q topic");
  }

  Said Run(const std::vector<std::string>& arguments) const {
    std::ostringstream out;
    std::ostringstream err;
    CliStreams streams{out, err};
    streams.directory = repository_.path();
    Said said;
    said.status = RunPatchgraph(arguments, streams);
    said.out = out.str();
    said.err = err.str();
    return said;
  }

  std::string Short(const std::string& revision) const {
    return repository_.Git("rev-parse --short=12 " + revision);
  }

  TestRepository repository_;
  std::string upstream_;
};

TEST_F(RebaseLandedTest, WhatHasLandedIsLeftOut) {
  Make(/*more=*/false);
  const std::string tip = repository_.Git("rev-parse topic");
  Said said = Run({"rebase", "main", "--reapply-cherry-picks"});
  EXPECT_EQ(said.status, 1) << said.out;
  EXPECT_THAT(said.out, HasSubstr("1 of 1  content  f"));
  EXPECT_THAT(said.out, HasSubstr("1 unchanged and 1 in conflict"));
  said = Run({"rebase", "main", "--dry-run"});
  EXPECT_EQ(said.status, 0) << said.out;
  EXPECT_EQ(repository_.Git("rev-parse topic"), tip);
  said = Run({"rebase", "main"});
  EXPECT_EQ(said.status, 0) << said.out << said.err;
  EXPECT_THAT(said.out, HasSubstr("1 unchanged and 1 dropped"));
  EXPECT_THAT(said.out, HasSubstr("in place since " + Short("main") +
                                  " (all that was to be said of five)"));
  EXPECT_EQ(repository_.Git("log --format=%s main..topic"), "other");
  EXPECT_EQ(repository_.Git("status --porcelain"), "");
}

// What has landed goes before a resolver comes to it.
TEST_F(RebaseLandedTest, WhatHasLandedIsNotSettled) {
  Make(/*more=*/false);
  Said said = Run({"rebase", "main", "--auto=propose", "--dry-run"});
  EXPECT_EQ(said.status, 0) << said.out;
  EXPECT_THAT(said.out, HasSubstr("1 unchanged and 1 dropped"));
  EXPECT_THAT(said.err, Not(HasSubstr("a proposal is taken")));
  said = Run({"rebase", "main", "--auto=propose", "--begin",
              "--reapply-cherry-picks"});
  EXPECT_EQ(said.status, 0) << said.out;
  EXPECT_THAT(said.err, HasSubstr("a proposal is taken"));
}

TEST_F(RebaseLandedTest, WeakSignsAreProposedAndTheRestIsAConflict) {
  Make(/*more=*/true);
  const Said said = Run({"rebase", "main"});
  EXPECT_EQ(said.status, 1) << said.out;
  EXPECT_THAT(said.out, HasSubstr("in place since " + Short("main~2")));
  EXPECT_THAT(said.out, HasSubstr("1 of 2  content  f"));
  EXPECT_THAT(said.out, HasSubstr("2 of 2  content  g"));
  EXPECT_THAT(said.out, HasSubstr("1 unchanged, 1 dropped and 2 in conflict"));
  EXPECT_THAT(said.out,
              HasSubstr(Short("topic") + " (lock) looks like an older form"));
  EXPECT_THAT(said.out, Not(HasSubstr("(twelve) looks like")));
  // What it says is to be typed works.
  const std::string command = "patchgraph why main..topic --onto main";
  EXPECT_THAT(said.out, HasSubstr(command));
  const Said why = Run({"why", "main..topic", "--onto", "main", "g"});
  EXPECT_EQ(why.status, 0) << why.err;
  EXPECT_THAT(why.out, HasSubstr("lock of upstream"));
}

TEST_F(RebaseLandedTest, ConflictsOfABegunRebaseAreExplained) {
  Make(/*more=*/true);
  Said said = Run({"rebase", "main", "--begin"});
  EXPECT_EQ(said.status, 1) << said.out;
  EXPECT_THAT(said.out, HasSubstr("conflict 1 of 2, in patch 3 of 4"));
  EXPECT_THAT(said.out, HasSubstr("in place since "));
  EXPECT_THAT(said.out, HasSubstr("patchgraph why\n"));
  said = Run({"why"});
  EXPECT_EQ(said.status, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr("1 of 2  content  f"));
  EXPECT_THAT(said.out, HasSubstr("twelve of upstream"));
  EXPECT_THAT(said.out, Not(HasSubstr("lock of upstream")));
  said = Run({"why", "2"});
  EXPECT_THAT(said.out, HasSubstr("2 of 2  content  g"));
  EXPECT_THAT(said.out, HasSubstr("lock of upstream"));
  EXPECT_EQ(Run({"why", "3"}).status, 2);
  repository_.Git("checkout -q --theirs f");
  repository_.Git("add f");
  EXPECT_EQ(Run({"rebase", "--continue"}).status, 1);
  said = Run({"why"});
  EXPECT_EQ(said.status, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr("2 of 2  content  g"));
  EXPECT_THAT(said.out, HasSubstr("lock of upstream"));
  EXPECT_EQ(Run({"rebase", "--skip"}).status, 0);
  EXPECT_EQ(repository_.Git("log --format=%s main..topic"), "twelve\nother");
}

}  // namespace
}  // namespace patchgraph
