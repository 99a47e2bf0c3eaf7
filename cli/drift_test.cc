#include "cli/drift.h"

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
using testing::Not;
using testing::StartsWith;

// "time does step 1();" to 20, with some of them replaced.
std::string Code(const std::string& subject, const std::string& third,
                 const std::string& twelfth) {
  std::string text;
  for (int i = 1; i <= 20; ++i) {
    absl::StrAppend(&text, subject, " does ",
                    i == 3    ? third
                    : i == 12 ? twelfth
                              : absl::StrCat("step ", i, "();"),
                    "\n");
  }
  return text;
}

// v1 and v2 of two files; an overlay with a copy of each, of which that of
// time.c takes v2's change and that of irq.c does not.
class DriftCommandTest : public testing::Test {
 protected:
  DriftCommandTest() {
    git_.Write("kernel/time.c", Code("time", "begin", "end"));
    git_.Write("kernel/irq.c", Code("irq", "begin", "end"));
    git_.Commit("base");
    git_.Git("tag v1");
    git_.Write("kernel/time.c", Code("time", "begin", "upstream end"));
    time_ = git_.Commit("time: fix an overflow").substr(0, 12);
    git_.Write("kernel/irq.c", Code("irq", "upstream begin", "end"));
    git_.Commit("irq: begin anew");
    git_.Git("tag v2");
    overlay_.Write("kernel/time-guest.c", Code("time", "guest begin", "end"));
    overlay_.Write("kernel/irq-guest.c", Code("irq", "guest begin", "end"));
  }

  int Run(const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {
        "drift", absl::StrCat("sparse:", overlay_.path(), "@v1"),
        "--repository", git_.path()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    out_.str("");
    err_.str("");
    CliStreams streams{out_, err_};
    return RunPatchgraph(arguments, streams);
  }

  TestRepository git_;
  TestFolder overlay_;
  TestFolder results_;
  std::string time_;
  std::stringstream out_;
  std::stringstream err_;
};

TEST_F(DriftCommandTest, TheFirstLineIsTheAnswer) {
  EXPECT_EQ(Run({"--onto", "v2"}), 1) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr(": 2 of 2 forks have drifted from v1 to "
                                    "v2: 2 hunks in 2 commits (1 security, "
                                    "1 fix).\n"));
  EXPECT_THAT(out_.str(), HasSubstr(time_));
  EXPECT_THAT(out_.str(), HasSubstr("[security] [fix] time: fix an overflow"));
}

TEST_F(DriftCommandTest, NoDriftIsStatusNull) {
  EXPECT_EQ(Run({"--onto", "v1"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("0 of 2 forks have drifted"));
}

TEST_F(DriftCommandTest, PortAddsTheConflictsUp) {
  EXPECT_EQ(Run({"--onto", "v2", "--port"}), 1) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr(": 0 of the stack on v2 + 1 of its forks = "
                                    "1 conflict, 1 region.\n"));
  EXPECT_THAT(out_.str(), HasSubstr("Carried over: 1 clean, 0 already there, "
                                    "1 in conflict (1 region).\n"));
}

TEST_F(DriftCommandTest, WhatIsResolvedIsCountedAndNamed) {
  EXPECT_EQ(Run({"--onto", "v2", "--port", "--auto=propose"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr(": 0 of the stack on v2 + 0 of its forks = "
                                    "0 conflicts, 0 regions.\n"));
  EXPECT_THAT(out_.str(),
              HasSubstr("Carried over: 1 clean, 1 resolved, 0 already there, "
                        "0 in conflict. Resolved: 1 region."));
  EXPECT_THAT(out_.str(), HasSubstr("    carried over: resolved\n"
                                    "      kernel/irq-guest.c:3: "));
}

TEST_F(DriftCommandTest, WithoutAutoNothingIsResolved) {
  EXPECT_EQ(Run({"--onto", "v2", "--port", "--json"}), 1) << err_.str();
  EXPECT_THAT(out_.str(), Not(HasSubstr("resolved")));
  const std::string plain = out_.str();
  EXPECT_EQ(Run({"--onto", "v2", "--port", "--json", "--auto=off"}), 1);
  EXPECT_EQ(out_.str(), plain);
}

// Whether resolvers are sure of this one is a matter of figures; either way it
// is said.
TEST_F(DriftCommandTest, SafeSaysWhatItLeaves) {
  const int status = Run({"--onto", "v2", "--port", "--auto=safe", "-v"});
  EXPECT_THAT(out_.str(),
              HasSubstr(status == 0 ? "irq-guest.c:3: resolved by "
                                    : "irq-guest.c:3: left; could be, by "));
  EXPECT_EQ(Run({"--onto", "v2", "--port", "--auto=safe", "--json"}), status);
  EXPECT_THAT(out_.str(), HasSubstr(status == 0 ? "\"resolved_regions\": 1"
                                                : "\"resolved_regions\": 0"));
  EXPECT_THAT(out_.str(), HasSubstr("\"confidence\": 0."));
}

TEST_F(DriftCommandTest, VerboseShowsTheConflict) {
  EXPECT_EQ(Run({"--onto", "v2", "--port", "-v"}), 1) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("irq does upstream begin"));
}

TEST_F(DriftCommandTest, JsonHasTheForks) {
  EXPECT_EQ(Run({"--onto", "v2", "--json"}), 1) << err_.str();
  EXPECT_THAT(out_.str(), StartsWith("{\n  \"schema\": 1,\n"));
  EXPECT_THAT(out_.str(), HasSubstr("\"path\": \"kernel/time-guest.c\",\n"
                                    "      \"original\": \"kernel/time.c\",\n"
                                    "      \"how\": \"suffix\","));
}

TEST_F(DriftCommandTest, OutputGoesToAFile) {
  EXPECT_EQ(Run({"--onto", "v2", "-o", results_.At("drift.txt")}), 1);
  EXPECT_EQ(out_.str(), "");
  EXPECT_THAT(results_.Run("cat drift.txt"), HasSubstr("have drifted"));
}

TEST_F(DriftCommandTest, TheCleanForksAreWrittenAsWholeFiles) {
  EXPECT_EQ(Run({"--onto", "v2", "--port", "--as",
                 absl::StrCat("sparse:", results_.At("ported"))}),
            1)
      << err_.str();
  EXPECT_EQ(results_.Run("cd ported && find . -type f"),
            "./kernel/time-guest.c\n");
  EXPECT_EQ(results_.Run("cat ported/kernel/time-guest.c"),
            Code("time", "guest begin", "upstream end"));
  EXPECT_THAT(err_.str(), HasSubstr("with 1 fork\n"));
}

TEST_F(DriftCommandTest, AQuiltFolderHasOnePatchThatGoesOnTop) {
  EXPECT_EQ(Run({"--onto", "v2", "--port", "--as",
                 absl::StrCat("quilt:", results_.At("patches"))}),
            1)
      << err_.str();
  EXPECT_EQ(results_.Run("cat patches/series"), "port-forks.patch\n");
  overlay_.Run("patch -s -F0 -p1 <" + results_.At("patches/port-forks.patch"));
  EXPECT_EQ(overlay_.Run("cat kernel/time-guest.c"),
            Code("time", "guest begin", "upstream end"));
}

TEST_F(DriftCommandTest, ABranchHasTheStackAndThePort) {
  git_.Git("config user.name 'C O Mitter'");
  git_.Git("config user.email committer@example.com");
  EXPECT_EQ(Run({"--onto", "v2", "--port", "--as", "git:moved"}), 1)
      << err_.str();
  EXPECT_EQ(git_.Git("rev-list --count v2..moved"), "2");
  EXPECT_EQ(git_.Git("show moved:kernel/time-guest.c") + "\n",
            Code("time", "guest begin", "upstream end"));
  EXPECT_EQ(git_.Git("diff --name-only v2 moved"),
            "kernel/irq-guest.c\nkernel/time-guest.c");
}

TEST_F(DriftCommandTest, ABranchNeedsAStackThatMoves) {
  overlay_.Write("kernel/irq.c", Code("irq", "own begin", "end"));
  EXPECT_EQ(Run({"--onto", "v2", "--port", "--as", "git:moved"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("itself is in conflict with v2"));
  EXPECT_EQ(out_.str(), "");
}

TEST_F(DriftCommandTest, CommitsAreFlaggedAsOneAsks) {
  EXPECT_EQ(Run({"--onto", "v2", "--flag", "anew=begin.*anew"}), 1);
  EXPECT_THAT(out_.str(), HasSubstr("[anew] irq: begin anew"));
}

TEST_F(DriftCommandTest, WrongUsageIsRefused) {
  EXPECT_EQ(Run({}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("--onto is missing"));
  EXPECT_EQ(Run({"--onto", "v2", "--as", "diff:x"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("--port"));
  EXPECT_EQ(Run({"--onto", "v2", "--port", "--as", "zip:x"}), 2);
  EXPECT_EQ(Run({"--onto", "v2", "--flag", "begin"}), 2);
  EXPECT_EQ(Run({"--onto", "v2", "--auto=safe"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("--port"));
  EXPECT_EQ(Run({"--onto", "v2", "--port", "--auto=sure"}), 2);
  EXPECT_EQ(Run({"--onto", "v2", "--flag", "x=("}), 2);
  EXPECT_THAT(out_.str(), Not(HasSubstr("drifted")));
}

}  // namespace
}  // namespace patchgraph
