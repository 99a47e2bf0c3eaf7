#include "cli/merge_file/merge_file.h"

#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/git/git_test_repository.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string Count(int from, int to) {
  std::string text;
  for (int i = from; i <= to; ++i) absl::StrAppend(&text, i, "\n");
  return text;
}

class MergeFileTest : public testing::Test {
 protected:
  int Run(const std::vector<std::string>& arguments) {
    out_.str("");
    err_.str("");
    CliStreams streams{out_, err_};
    streams.directory = repository_.path();
    return RunMergeFile(arguments, streams);
  }

  // Files b, o and t; both sides changed line 5.
  void WriteConflict() {
    repository_.Write("b", Count(1, 9));
    repository_.Write("o", Count(1, 4) + "five\n" + Count(6, 9));
    repository_.Write("t", Count(1, 4) + "FIVE\n" + Count(6, 9));
  }

  // The same as commits: main has o, topic has t.
  void CommitConflict() {
    WriteConflict();
    repository_.Write("f", Count(1, 9));
    repository_.Commit("base");
    repository_.Git("branch topic");
    repository_.Run("cp o f");
    repository_.Commit("ours");
    repository_.Git("checkout -q topic");
    repository_.Run("cp t f");
    repository_.Commit("theirs");
  }

  std::string Read(const std::string& name) {
    return repository_.Run("cat " + name);
  }

  TestRepository repository_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(MergeFileTest, WhatIsCleanIsOnStandardOutput) {
  WriteConflict();
  repository_.Write("t", Count(1, 8) + "nine\n");
  EXPECT_EQ(Run({"b", "o", "t"}), 0);
  EXPECT_EQ(out_.str(), Count(1, 4) + "five\n" + Count(6, 8) + "nine\n");
  EXPECT_THAT(err_.str(), IsEmpty());
}

TEST_F(MergeFileTest, WithoutResolversIsGitsMergeFile) {
  WriteConflict();
  for (const std::string style : {"merge", "diff3", "zdiff3"}) {
    EXPECT_EQ(Run({"b", "o", "t", "--auto=off", "--style", style}), 1);
    const std::string flag = style == "merge" ? "" : "--" + style;
    EXPECT_EQ(out_.str(),
              repository_.Run("git merge-file -p " + flag + " o b t || true"));
    EXPECT_THAT(err_.str(), IsEmpty());
  }
  // The repository's own style, where none is asked for.
  repository_.Git("config merge.conflictStyle diff3");
  EXPECT_EQ(Run({"b", "o", "t", "--auto=off", "-L", "x", "-L", "y", "-L", "z",
                 "--marker-size", "3"}),
            1);
  EXPECT_THAT(out_.str(),
              HasSubstr("<<< x\nfive\n||| y\n5\n===\nFIVE\n>>> z\n"));
}

TEST_F(MergeFileTest, SaysWhatItProposesAndLeaves) {
  WriteConflict();
  EXPECT_EQ(Run({"b", "o", "t"}), 1);
  EXPECT_THAT(out_.str(),
              HasSubstr("<<<<<<< o\nfive\n=======\nFIVE\n>>>>>>> t"));
  EXPECT_THAT(err_.str(), AllOf(StartsWith("o:5: left; could be, by "),
                                HasSubstr("o: 1 conflict, 0 resolved and 1 "
                                          "left\n")));
  EXPECT_EQ(Run({"b", "o", "t", "--quiet", "--path", "kernel/f.c"}), 1);
  EXPECT_THAT(err_.str(), IsEmpty());
  EXPECT_EQ(Run({"b", "o", "t", "--auto", "propose", "--path", "f.c"}), 0);
  EXPECT_THAT(out_.str(), Not(HasSubstr("<<<")));
  EXPECT_THAT(err_.str(), StartsWith("f.c:5: "));
}

TEST_F(MergeFileTest, WritesTheFileWholeOrNotAtAll) {
  WriteConflict();
  repository_.Write("out", "before\n");
  repository_.Run("chmod 755 out; ls > names");
  EXPECT_EQ(Run({"b", "o", "t", "--output", "out"}), 1);
  EXPECT_THAT(out_.str(), IsEmpty());
  EXPECT_THAT(Read("out"), HasSubstr("<<<<<<< o\n"));
  EXPECT_EQ(repository_.Run("stat -c %a out"), "755\n");
  // Nothing is left beside it.
  repository_.Run("ls > names.after; cp names.after /dev/null");
  EXPECT_EQ(Run({"b", "o", "t", "-o", "no/such/folder/out"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("cannot write"));
  EXPECT_EQ(Run({"b", "o", "missing", "-o", "out2"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("missing: No such file"));
  EXPECT_EQ(repository_.Run("ls -d out*"), "out\n");
}

TEST_F(MergeFileTest, WrongUsage) {
  WriteConflict();
  EXPECT_EQ(Run({"b", "o"}), 2);
  EXPECT_EQ(Run({"b", "o", "t", "u"}), 2);
  EXPECT_EQ(Run({"b", "o", "t", "--auto", "sometimes"}), 2);
  EXPECT_EQ(Run({"b", "o", "t", "--style", "union"}), 2);
  EXPECT_EQ(Run({"b", "o", "t", "--driver", "--output", "x"}), 2);
  EXPECT_EQ(Run({"b", "o", "t", "--driver", "--mergetool"}), 2);
  EXPECT_EQ(Run({"b", "o", "t", "-L", "1", "-L", "2", "-L", "3", "-L", "4"}),
            2);
  EXPECT_EQ(Run({"b", "o", "."}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("it is a folder"));
  EXPECT_EQ(Run({"--help"}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("--theirs-rev"));
}

TEST_F(MergeFileTest, BinaryFilesAreLeftAlone) {
  WriteConflict();
  repository_.Write("t", std::string("a\0b\n", 4));
  repository_.Write("out", "before\n");
  EXPECT_EQ(Run({"b", "o", "t", "-o", "out"}), 1);
  EXPECT_EQ(err_.str(), "patchgraph: o: cannot merge binary files\n");
  EXPECT_EQ(Read("out"), "before\n");
  EXPECT_EQ(Run({"b", "o", "t", "--json"}), 1);
  EXPECT_THAT(out_.str(), HasSubstr("\"binary\": true"));
}

TEST_F(MergeFileTest, ReadsTheHistoriesOfTheCommitsThatItIsTold) {
  CommitConflict();
  EXPECT_EQ(Run({"b", "o", "t", "--path=f", "--ours-rev=main",
                 "--theirs-rev=topic", "--json"}),
            1);
  EXPECT_THAT(out_.str(), AllOf(StartsWith("{\n  \"path\": \"f\",\n"),
                                HasSubstr("\"subject\": \"ours\""),
                                HasSubstr("\"subject\": \"theirs\""),
                                HasSubstr("\"state\": \"open\""),
                                HasSubstr("\"clean\": false")));
  EXPECT_THAT(err_.str(), IsEmpty());
}

TEST_F(MergeFileTest, GoesOnWithoutHistoriesAndSaysWhy) {
  CommitConflict();
  struct Case {
    std::vector<std::string> arguments;
    std::string why;
  };
  const std::vector<Case> cases = {
      {{"--ours-rev=main", "--theirs-rev=nothing", "--path=f"}, "nothing"},
      {{"--ours-rev=main", "--path=f"}, "it takes both"},
      {{"--ours-rev=main", "--theirs-rev=topic", "--path=g"}, "has no file g"},
      {{"--ours-rev=topic", "--theirs-rev=main", "--path=f"}, "OURS is not f"},
      {{"--ours-rev=main", "--theirs-rev=topic", "--path=f", "--git-dir=none"},
       "no git repository at"},
  };
  for (const Case& missing : cases) {
    std::vector<std::string> arguments = {"b", "o", "t"};
    arguments.insert(arguments.end(), missing.arguments.begin(),
                     missing.arguments.end());
    EXPECT_EQ(Run(arguments), 1) << err_.str();
    EXPECT_THAT(err_.str(), AllOf(HasSubstr(": no history is used: "),
                                  HasSubstr(missing.why)));
    EXPECT_THAT(out_.str(), HasSubstr("<<<<<<< o\nfive\n"));
  }
  // Nobody asked, so that there is nothing to say.
  EXPECT_EQ(Run({"b", "o", "t", "--ours-rev", "", "--theirs-rev", ""}), 1);
  EXPECT_THAT(err_.str(), Not(HasSubstr("history")));
}

TEST_F(MergeFileTest, WritesTheLikeliestTexts) {
  WriteConflict();
  repository_.Write("guesses/3", "of an earlier run\n");
  EXPECT_EQ(Run({"b", "o", "t", "--proposals", "guesses", "--report", "r"}), 1);
  EXPECT_THAT(Read("guesses/1"), Not(HasSubstr("<<<<")));
  EXPECT_NE(Read("guesses/1"), Read("guesses/2"));
  EXPECT_THAT(Read("guesses/3"), Not(HasSubstr("earlier")));
  EXPECT_THAT(Read("r"), HasSubstr("\"tier\": "));
  EXPECT_THAT(out_.str(), HasSubstr("<<<<"));
  // A clean merge has one text alone.
  EXPECT_EQ(Run({"b", "o", "b", "--proposals", "guesses"}), 0);
  EXPECT_EQ(repository_.Run("ls guesses"), "1\n");
  EXPECT_EQ(Read("guesses/1"), Read("o"));
}

TEST_F(MergeFileTest, BytesAreBytes) {
  repository_.Write("b", "a\r\n1\r\n2\r\n3\r\n4\r\nc");
  repository_.Write("o", "a\xff\r\n1\r\n2\r\n3\r\n4\r\nc");
  repository_.Write("t", "a\r\n1\r\n2\r\n3\r\n4\r\nc\xfe");
  EXPECT_EQ(Run({"b", "o", "t"}), 0);
  EXPECT_EQ(out_.str(), "a\xff\r\n1\r\n2\r\n3\r\n4\r\nc\xfe");
}

}  // namespace
}  // namespace patchgraph
