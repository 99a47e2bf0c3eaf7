#include "cli/patchgraph.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

// Runs the program in a folder of the test's own, in this process.
class PatchgraphTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    streams_.directory = testing::TempDir() + "/run-" + test->name();
    std::filesystem::remove_all(streams_.directory);
    std::filesystem::create_directories(streams_.directory);
    streams_.width = 1000;  // no sentence is broken, however long the folder is
  }

  int Run(const std::vector<std::string>& arguments) {
    out_.str("");
    err_.str("");
    return RunPatchgraph(arguments, streams_);
  }

  void Write(const std::string& name, const std::string& text) {
    const std::filesystem::path place = PathFrom(streams_, name);
    std::filesystem::create_directories(place.parent_path());
    std::ofstream(place, std::ios::binary) << text;
  }

  // Wrong usage or bad input: one line that has `part`, and no output.
  void ExpectComplaint(const std::vector<std::string>& arguments,
                       const std::string& part) {
    SCOPED_TRACE(testing::PrintToString(arguments));
    EXPECT_EQ(Run(arguments), 2);
    EXPECT_THAT(out_.str(), IsEmpty());
    EXPECT_THAT(err_.str(), AllOf(StartsWith("patchgraph: "), HasSubstr(part)));
    EXPECT_EQ(err_.str().find('\n'), err_.str().size() - 1) << err_.str();
  }

  // Two trees, and a quilt series on the first: one patch that goes in on both,
  // one that the second tree is in the way of.
  void WriteKernel() {
    Write("v1/timer.c", "one\ntwo\nthree\n");
    Write("v1/menu", "old\n");
    Write("v2/timer.c", "zero\none\ntwo\nthree\n");
    Write("v2/menu", "new\n");
    Write("patches/series", "timer.patch\nmenu.patch\n");
    Write("patches/timer.patch",
          "--- a/timer.c\n+++ b/timer.c\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n"
          " three\n");
    Write("patches/menu.patch",
          "--- a/menu\n+++ b/menu\n@@ -1 +1 @@\n-old\n+ours\n");
  }

  std::ostringstream out_;
  std::ostringstream err_;
  CliStreams streams_{out_, err_};
};

TEST_F(PatchgraphTest, HelpAndVersion) {
  EXPECT_EQ(Run({"--help"}), 0);
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("check"), HasSubstr("init"),
                                HasSubstr("patchgraph check quilt:")));
  EXPECT_EQ(Run({"--version"}), 0);
  EXPECT_THAT(out_.str(), StartsWith("patchgraph "));
  EXPECT_EQ(Run({"help", "check"}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("--onto"));
}

TEST_F(PatchgraphTest, WrongUsage) {
  ExpectComplaint({}, "a command is missing");
  ExpectComplaint({"chekc"}, "no command \"chekc\"; did you mean check?");
  ExpectComplaint({"frobnicate"}, "see patchgraph --help");
  ExpectComplaint({"init", "--bse", "x"}, "did you mean --base?");
  ExpectComplaint({"init", "surplus"}, "one too many: surplus");
}

TEST_F(PatchgraphTest, NothingToCheck) {
  ExpectComplaint({"check"}, "there is no patchgraph.textproto");
  ExpectComplaint({"check", "guest"}, "\"guest\" is no stack");
  ExpectComplaint({"check", "--config", "none"}, "none");
  Write("patchgraph.textproto", "");
  ExpectComplaint({"check"}, "has no stack to check");
}

TEST_F(PatchgraphTest, TwoSeriesOfOneNameGoByWhatTheyWereNamedBy) {
  WriteKernel();
  for (const std::string package : {"old", "new"}) {
    Write(package + "/debian/patches/series", "timer.patch\n");
    Write(package + "/debian/patches/timer.patch",
          "--- a/timer.c\n+++ b/timer.c\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n"
          " three\n");
  }
  EXPECT_EQ(Run({"check", "old/debian/patches", "quilt:new/debian/patches",
                 "--base", "v1"}),
            0);
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("old/debian/patches on "),
                                HasSubstr("quilt:new/debian/patches on ")));
}

TEST_F(PatchgraphTest, ChecksASeriesOnItsBase) {
  WriteKernel();
  EXPECT_EQ(Run({"check", "quilt:patches@dir:v1"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("2 patches: 2 clean."));
  EXPECT_THAT(err_.str(), IsEmpty());
}

TEST_F(PatchgraphTest, ChecksASeriesOnAnotherTree) {
  WriteKernel();
  EXPECT_EQ(
      Run({"check", "quilt:patches", "--base", "dir:v1", "--onto", "dir:v2"}),
      1)
      << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("1 of 2 files in conflict"));
  EXPECT_EQ(Run({"check", "quilt:patches@dir:v1", "--onto", "dir:v2",
                 "--without", "menu.patch"}),
            0);
  EXPECT_THAT(out_.str(), HasSubstr("No file in conflict"));
  EXPECT_EQ(
      Run({"check", "quilt:patches@dir:v1", "--onto", "dir:v2", "--json"}), 1);
  EXPECT_THAT(out_.str(), HasSubstr("\"files_in_conflict\": 1"));
}

// The status is 0 where nothing is left to decide.
TEST_F(PatchgraphTest, CheckSettlesConflictsIfOneAsksForIt) {
  WriteKernel();
  const std::vector<std::string> check = {"check", "quilt:patches@dir:v1",
                                          "--onto", "dir:v2"};
  const auto with = [&check](const std::vector<std::string>& more) {
    std::vector<std::string> arguments = check;
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  };
  EXPECT_EQ(Run(with({"--json"})), 1) << err_.str();
  const std::string plain = out_.str();
  EXPECT_EQ(plain.find("resolved"), std::string::npos);
  EXPECT_EQ(Run(with({"--json", "--auto=off"})), 1);
  EXPECT_EQ(out_.str(), plain);
  for (const bool squash : {false, true}) {
    const std::string how = squash ? "--squash" : "--verbose";
    EXPECT_EQ(Run(with({how, "--auto=propose"})), 0) << err_.str();
    EXPECT_THAT(out_.str(), AllOf(HasSubstr("None of 2 files in conflict"),
                                  HasSubstr("Resolved\n  menu:1: "),
                                  HasSubstr("1 region resolved: ")));
  }
  EXPECT_EQ(Run(with({"--json", "--auto=propose"})), 0);
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("\"auto\": \"propose\""),
                                HasSubstr("\"path\": \"menu\""),
                                HasSubstr("\"resolved\": 1"),
                                HasSubstr("\"verdict\": \"resolved\"")));
}

TEST_F(PatchgraphTest, ChecksTheProjectsStacks) {
  WriteKernel();
  Write("project/patchgraph.textproto",
        "stack { name: 'toy' base: 'dir:../v1' layer { quilt: '../patches' } }"
        "onto: 'dir:../v2'");
  EXPECT_EQ(Run({"check", "--config", "project/patchgraph.textproto"}), 1)
      << err_.str();
  EXPECT_THAT(out_.str(), ContainsRegex("^toy on"));
  EXPECT_EQ(
      Run({"check", "--config", "project/patchgraph.textproto", "--base-only"}),
      0)
      << err_.str();
  EXPECT_THAT(out_.str(),
              HasSubstr("None of 2 files in conflict on the base."));
  // Another base, as seen from here: nothing fits.
  EXPECT_EQ(Run({"check", "toy", "--config", "project/patchgraph.textproto",
                 "--base", "v2", "--onto", "v2"}),
            1)
      << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("Repair menu.patch first"));
  ExpectComplaint({"check", "tyo", "--config", "project/patchgraph.textproto"},
                  "did you mean toy?");
}

// In a folder that has both a stack and a series of that name.
TEST_F(PatchgraphTest, AStackGoesBeforeASeries) {
  WriteKernel();
  Write("patchgraph.textproto",
        "stack { name: 'patches' base: 'dir:v2'"
        " layer { name: 'from the project' quilt: 'patches' } }");
  EXPECT_EQ(Run({"check", "patches", "--json"}), 1) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("\"layer\": \"from the project\""));
}

TEST_F(PatchgraphTest, BadInput) {
  WriteKernel();
  ExpectComplaint({"check", "quilt:patches@dir:v1", "--onto", "v9"}, "v9");
  ExpectComplaint({"check", "quilt:patches@dir:v1", "quilt:patches@dir:v1"},
                  "named twice");
  ExpectComplaint({"check", "quilt:patches@dir:v1", "--without", "mneu.patch"},
                  "did you mean menu.patch?");
  ExpectComplaint({"check", "quilt:patches@dir:v1", "--repository", "v1"},
                  "v1");
  Write("rules.textproto", "subsystem { name: 'a' path: '(' }");
  ExpectComplaint(
      {"check", "quilt:patches@dir:v1", "--rules", "rules.textproto"},
      "rules.textproto:1:23: bad pattern");
}

TEST_F(PatchgraphTest, RulesSayWhereTheConflictsAre) {
  WriteKernel();
  Write("rules.textproto", "subsystem { name: 'the menus' path: 'menu' }");
  EXPECT_EQ(Run({"check", "quilt:patches@dir:v1", "--onto", "dir:v2", "--rules",
                 "rules.textproto"}),
            1);
  EXPECT_THAT(out_.str(), HasSubstr("Where the conflicts are: the menus 1."));
  // The project's own are seen from its folder, and --rules goes before them.
  Write("project/ours.textproto", "subsystem { name: 'mine' path: '.*' }");
  Write("project/patchgraph.textproto",
        "stack { name: 'toy' base: 'dir:../v1' layer { quilt: '../patches' } }"
        "onto: 'dir:../v2' rules: 'ours.textproto'");
  const std::string config = "project/patchgraph.textproto";
  EXPECT_EQ(Run({"check", "--config", config}), 1) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("Where the conflicts are: mine 1."));
  EXPECT_EQ(Run({"check", "--config", config, "--rules", "rules.textproto"}),
            1);
  EXPECT_THAT(out_.str(), HasSubstr("Where the conflicts are: the menus 1."));
}

TEST_F(PatchgraphTest, ANewCollisionOfTwoStacksIsNewSinceABaseline) {
  Write("base/timer.c", "one\ntwo\nthree\n");
  const auto write_series = [this](const std::string& name,
                                   const std::string& hunk) {
    Write(name + "/series", name + ".patch\n");
    Write(name + "/" + name + ".patch",
          "--- a/timer.c\n+++ b/timer.c\n" + hunk);
  };
  write_series("guest", "@@ -1,3 +1,3 @@\n-one\n+ONE\n two\n three\n");
  write_series("rt", "@@ -1,3 +1,3 @@\n one\n two\n-three\n+THREE\n");
  const std::vector<std::string> check = {"check", "quilt:guest@dir:base",
                                          "quilt:rt@dir:base", "--db",
                                          "kept/baselines.db"};
  const auto with = [&check](const std::string& option) {
    std::vector<std::string> arguments = check;
    arguments.insert(arguments.end(), {option, "monday"});
    return arguments;
  };
  EXPECT_EQ(Run(with("--save")), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("Between the stacks: nothing."));
  write_series("rt", "@@ -1,3 +1,3 @@\n-one\n+1\n two\n three\n");
  EXPECT_EQ(Run(with("--against")), 1) << err_.str();
  EXPECT_THAT(out_.str(),
              AllOf(HasSubstr("1 conflict is new, 0 are gone."),
                    HasSubstr("overlap  timer.c  guest.patch and rt.patch")));
}

TEST_F(PatchgraphTest, SaysWhatChangedSinceABaseline) {
  WriteKernel();
  const std::vector<std::string> check = {"check",  "quilt:patches@dir:v1",
                                          "--onto", "dir:v2",
                                          "--db",   "kept/baselines.db"};
  const auto with = [&check](const std::vector<std::string>& more) {
    std::vector<std::string> arguments = check;
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  };
  EXPECT_EQ(Run(with({"--save", "monday"})), 1) << err_.str();
  EXPECT_EQ(Run(with({"--against", "monday"})), 1) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("0 conflicts are new, 0 are gone."));
  EXPECT_EQ(Run(with({"--against", "monday", "--without", "menu.patch"})), 0);
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("0 conflicts are new, 1 is gone."),
                                HasSubstr("gone  content  menu  menu.patch")));
  // The second patch has lost its place as well: that is new since monday.
  Write("v2/timer.c", "zero\n");
  EXPECT_EQ(Run(with({"--against", "monday", "--json"})), 1);
  EXPECT_THAT(out_.str(), ContainsRegex("\"since\": [{]\n +\"name\": "
                                        "\"monday\""));
  EXPECT_THAT(out_.str(), HasSubstr("\"path\": \"timer.c\""));
  ExpectComplaint(with({"--against", "munday"}), "did you mean monday?");
  Write("kept/baselines.db", "no database");
  ExpectComplaint(with({"--save", "monday"}), "it is left as it is");
}

}  // namespace
}  // namespace patchgraph
