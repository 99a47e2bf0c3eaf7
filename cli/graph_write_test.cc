// `graph --needs P --write DIR`, judged by `git am` and patch(1).

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/patchgraph.h"
#include "cli/streams.h"
#include "engine/git/git_test_repository.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;

std::string Counting(int from, int to) {
  std::string text;
  for (int i = from; i <= to; ++i) absl::StrAppend(&text, i, "\n");
  return text;
}

class GraphWriteTest : public testing::Test {
 protected:
  // v1, and then: a line of file, another file, the same line again, and lines
  // at the beginning of file.
  GraphWriteTest() {
    git_.Write("file", Counting(1, 20));
    Commit("base", "v1");
    git_.Write("file", absl::StrCat(Counting(1, 9), "ten\n", Counting(11, 20)));
    Commit("say ten", "a");
    git_.Write("other", "1\n");
    Commit("another file", "b");
    git_.Write("file",
               absl::StrCat("0\n", Counting(1, 9), "ten\n", Counting(11, 20)));
    Commit("begin at nought", "c");
    git_.Write("file",
               absl::StrCat("0\n", Counting(1, 9), "TEN\n", Counting(11, 20)));
    Commit("say it loud", "d");
  }

  void Commit(const std::string& message, const std::string& tag) {
    git_.Commit(message);
    git_.Git(absl::StrCat("tag ", tag));
  }

  int Run(const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {"graph", "git:v1..d", "--repository",
                                          git_.path()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    out_.str("");
    err_.str("");
    CliStreams streams{out_, err_};
    return RunPatchgraph(arguments, streams);
  }

  std::string Out() const { return folder_.At("out"); }

  TestRepository git_;
  TestFolder folder_;
  std::stringstream out_;
  std::stringstream err_;
};

TEST_F(GraphWriteTest, GitTakesWhatIsWritten) {
  ASSERT_EQ(Run({"--needs", "d", "--write", Out()}), 0) << err_.str();
  EXPECT_THAT(err_.str(), HasSubstr("wrote 2 patches and a series file"));
  EXPECT_EQ(folder_.Run("cat out/series"),
            "0001-say-ten.patch\n0002-say-it-loud.patch\n");
  git_.Git("checkout -q v1");
  git_.Git(absl::StrCat("am -q ", Out(), "/*.patch"));
  EXPECT_EQ(git_.Git("show HEAD:file"),
            absl::StrCat(Counting(1, 9), "TEN\n", Counting(11, 19), "20"));
  EXPECT_EQ(git_.Git("log --format=%s v1..HEAD"), "say it loud\nsay ten");
}

TEST_F(GraphWriteTest, WhatTheTargetHasIsNotWritten) {
  git_.Git("checkout -q v1");
  git_.Git("cherry-pick -x a");
  git_.Git("tag stable");
  ASSERT_EQ(Run({"--needs", "d", "--onto", "stable", "--write", Out()}), 0)
      << err_.str();
  EXPECT_THAT(err_.str(), HasSubstr("its effect is there"));
  EXPECT_THAT(out_.str(), HasSubstr("already"));
  EXPECT_EQ(folder_.Run("cat out/series"), "0001-say-it-loud.patch\n");
  git_.Git(absl::StrCat("am -q ", Out(), "/*.patch"));
}

// Two were picked, and the second rewrites what the first wrote: the first does
// not go in any more, and need not.
TEST_F(GraphWriteTest, WhatWasPickedAndChangedSinceIsThere) {
  git_.Git("checkout -q d");
  git_.Write("file",
             absl::StrCat("0\n", Counting(1, 9), "10!\n", Counting(11, 20)));
  git_.Commit("in figures again");
  git_.Git("tag -f d");
  git_.Git("checkout -q v1");
  git_.Git("cherry-pick -x a");
  git_.Git("cherry-pick -x d~1");
  git_.Git("tag stable");
  ASSERT_EQ(Run({"--needs", "d", "--onto", "stable", "--write", Out()}), 0)
      << err_.str();
  EXPECT_EQ(folder_.Run("cat out/series"), "0001-in-figures-again.patch\n");
  git_.Git(absl::StrCat("am -q ", Out(), "/*.patch"));
}

TEST_F(GraphWriteTest, WhatConflictsIsSaidAndNotWritten) {
  git_.Git("checkout -q v1");
  git_.Write("file", absl::StrCat(Counting(1, 9), "X\n", Counting(11, 20)));
  Commit("something else", "vendor");
  EXPECT_EQ(Run({"--needs", "d", "--onto", "vendor", "--write", Out()}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("nothing is written to"));
  EXPECT_FALSE(std::filesystem::exists(Out()));
  EXPECT_THAT(err_.str(), HasSubstr("is not written: in conflict in file"));
}

TEST_F(GraphWriteTest, NothingIsOverwritten) {
  folder_.Write("out/mine", "precious\n");
  EXPECT_EQ(Run({"--needs", "d", "--write", Out()}), 2);
  EXPECT_EQ(folder_.Run("ls out && cat out/mine"), "mine\nprecious\n");
}

TEST_F(GraphWriteTest, OnlyNeedsMakesASeries) {
  EXPECT_EQ(Run({"--islands", "--write", Out()}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("only --needs makes a series"));
  EXPECT_FALSE(std::filesystem::exists(Out()));
}

}  // namespace
}  // namespace patchgraph
