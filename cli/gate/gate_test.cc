#include "cli/gate/gate.h"

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

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string Lines(const std::string& fifth, const std::string& fifteenth) {
  std::string text;
  for (int i = 1; i <= 20; ++i) {
    absl::StrAppend(&text,
                    i == 5    ? fifth
                    : i == 15 ? fifteenth
                              : absl::StrCat("step ", i, ";"),
                    "\n");
  }
  return text;
}

// A kernel with v1 and v2, which differ in line 5; branches on v1: `clean`
// changes line 15, `worse` both, `far` has another file on top of `worse`.
class GateCommandTest : public testing::Test {
 protected:
  GateCommandTest() {
    kernel_.Write("a.c", Lines("five;", "fifteen;"));
    kernel_.Commit("one");
    kernel_.Git("tag v1");
    kernel_.Write("a.c", Lines("upstream's five;", "fifteen;"));
    kernel_.Commit("two");
    kernel_.Git("tag v2");
    kernel_.Git("checkout -q -b clean v1");
    kernel_.Write("a.c", Lines("five;", "our fifteen;"));
    kernel_.Commit("clean");
    kernel_.Git("checkout -q -b worse");
    kernel_.Write("a.c", Lines("our five;", "our fifteen;"));
    kernel_.Commit("worse");
    kernel_.Git("checkout -q -b far");
    kernel_.Write("b.c", "ours;\n");
    kernel_.Commit("far");
    files_.Write("policy",
                 "limit { name: 'no-new' finding: 'conflict' new_at_most: 0 }\n"
                 "limit { name: 'few' figure: 'conflicts' at_most: 3 }\n");
  }

  int Run(const std::vector<std::string>& arguments) {
    std::vector<std::string> all = {"gate", "--repository", kernel_.path(),
                                    "--policy", files_.At("policy")};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return RunProgram(all);
  }

  int RunProgram(const std::vector<std::string>& arguments) {
    out_.str("");
    err_.str("");
    CliStreams streams{out_, err_};
    streams.directory = files_.path();
    return RunPatchgraph(arguments, streams);
  }

  TestRepository kernel_;
  TestFolder files_;
  std::stringstream out_;
  std::stringstream err_;
};

TEST_F(GateCommandTest, ItPassesOrFailsAndSaysWhy) {
  EXPECT_EQ(Run({"git:v1..clean", "--onto", "v2"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), StartsWith("gate: passed on v2.\n"));
  EXPECT_EQ(Run({"git:v1..worse", "--onto", "v2"}), 1) << err_.str();
  EXPECT_THAT(out_.str(),
              AllOf(StartsWith("gate: failed on v2.\n\n"
                               "  error    no-new: 1 new conflict, 0 allowed"),
                    HasSubstr("a.c:5  "), HasSubstr("1 limit holds.\n")));
}

TEST_F(GateCommandTest, ARangeIsComparedWithWhatItWas) {
  EXPECT_EQ(
      Run({"git:v1..worse", "--onto", "v2", "--baseline", "git:v1..clean"}), 1)
      << err_.str();
  EXPECT_EQ(Run({"git:v1..far", "--onto", "v2", "--baseline", "git:v1..worse"}),
            0)
      << out_.str() << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("compared with git:v1..worse"));
}

TEST_F(GateCommandTest, ASavedReportIsJudgedAndComparedWith) {
  const auto save = [this](const std::string& range, const std::string& name) {
    EXPECT_EQ(
        RunProgram({"report", "git:" + range, "--onto", "v2", "--repository",
                    kernel_.path(), "--format", "json", "-o", files_.At(name)}),
        0)
        << err_.str();
  };
  save("v1..worse", "worse.json");
  EXPECT_EQ(Run({"--report", "worse.json"}), 1) << err_.str();
  EXPECT_EQ(Run({"--report", "worse.json", "--baseline", "worse.json"}), 0)
      << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("0 new, 0 gone"));
  EXPECT_THAT(out_.str(), Not(HasSubstr("the baseline is on")));
  EXPECT_EQ(RunProgram({"report", "git:v1..worse", "--onto", "v1",
                        "--repository", kernel_.path(), "--format", "json",
                        "-o", files_.At("other.json")}),
            0);
  EXPECT_EQ(Run({"--report", "worse.json", "--baseline", "other.json"}), 1);
  EXPECT_THAT(out_.str(), HasSubstr("note: the baseline is on v1\n"));
  files_.Run(
      "sed 's/\"title\": \"[^\"]*\"/\"title\": \"other\"/' worse.json "
      ">else.json");
  EXPECT_EQ(Run({"--report", "worse.json", "--baseline", "else.json"}), 0);
  EXPECT_THAT(err_.str(), HasSubstr("note: the baseline is of other, "));
  files_.Write("not.json", "{}");
  EXPECT_EQ(Run({"--report", "not.json"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("is no report"));
  files_.Write("not.json", "<html>");
  EXPECT_EQ(Run({"--report", "not.json"}), 2);
  EXPECT_EQ(Run({"--report", "worse.json", "--baseline", "v1"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("a revision is git:v1"));
}

TEST_F(GateCommandTest, TheLastRunThatWasLetPassIsKept) {
  const auto run = [this](const std::string& range,
                          std::vector<std::string> more) {
    more.insert(more.begin(), {range, "--onto", "v2"});
    return Run(more);
  };
  EXPECT_EQ(run("git:v1..worse", {"--baseline", "patchdb"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("--accept keeps one to begin with"));
  // A failing run is no baseline.
  EXPECT_EQ(run("git:v1..worse", {}), 1);
  EXPECT_EQ(run("git:v1..worse", {"--baseline", "patchdb"}), 2);
  EXPECT_EQ(run("git:v1..worse", {"--accept"}), 0);
  EXPECT_EQ(run("git:v1..worse", {"--baseline", "patchdb"}), 0) << err_.str();
  EXPECT_EQ(run("git:v1..worse", {"--baseline", "patchdb", "--no-db"}), 2);
}

TEST_F(GateCommandTest, TheSameInputsAreNotReportedTwice) {
  EXPECT_EQ(Run({"git:v1..worse", "--onto", "v2", "--accept"}), 0);
  EXPECT_EQ(Run({"git:v1..worse", "--onto", "v2", "--json"}), 1);
  const std::string first = out_.str();
  EXPECT_EQ(Run({"git:v1..worse", "--onto", "v2", "--json"}), 1);
  EXPECT_EQ(out_.str(), first);
  // What was kept is judged by the policy of now.
  files_.Write("policy", "limit { name: 'n' finding: 'conflict' at_most: 9 }");
  EXPECT_EQ(Run({"git:v1..worse", "--onto", "v2"}), 0) << out_.str();
  EXPECT_EQ(Run({"git:v1..worse", "--onto", "v1"}), 0) << out_.str();
}

TEST_F(GateCommandTest, EveryFormIsWritten) {
  EXPECT_EQ(
      Run({"git:v1..worse", "--onto", "v2", "--sarif", "s", "--junit", "j",
           "--markdown", "m", "--annotations", "gitlab=q", "-o", "t"}),
      1)
      << err_.str();
  EXPECT_EQ(out_.str(), "");
  EXPECT_THAT(files_.Run("cat s"), HasSubstr("\"ruleId\": \"conflict\""));
  EXPECT_THAT(files_.Run("cat j"), HasSubstr("<failure "));
  EXPECT_THAT(files_.Run("cat m"), HasSubstr("patchgraph gate: failed"));
  EXPECT_THAT(files_.Run("cat q"), HasSubstr("\"severity\": \"major\""));
  EXPECT_THAT(files_.Run("cat t"), StartsWith("gate: failed"));
  EXPECT_EQ(Run({"git:v1..worse", "--onto", "v2", "--annotations", "github"}),
            1);
  EXPECT_THAT(out_.str(), HasSubstr("\n::error file=a.c,line=5,"));
}

// The project's files are in a repository of their own.
TEST_F(GateCommandTest, AProjectIsComparedWithItselfAtARevision) {
  TestRepository project;
  kernel_.Git("diff v1 clean >" + project.At("clean.patch"));
  kernel_.Git("diff clean worse >" + project.At("worse.patch"));
  project.Write("carried/patchgraph.textproto",
                absl::StrCat("repository: '", kernel_.path(),
                             "'\nonto: 'v2'\nstack { name: 'ours' base: 'v1' "
                             "layer { quilt: '../patches' } }\n"));
  project.Run("mkdir patches && mv *.patch patches");
  project.Write("patches/series", "clean.patch\n");
  project.Commit("clean");
  project.Git("tag before");
  project.Write("patches/series", "clean.patch\nworse.patch\n");
  const auto run = [&](const std::string& baseline) {
    return RunProgram({"gate", "--config",
                       project.At("carried/patchgraph.textproto"), "--no-db",
                       "--baseline", baseline});
  };
  EXPECT_EQ(run("git:before"), 1) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("1 new conflict"));
  project.Commit("worse");
  EXPECT_EQ(run("git:HEAD"), 0) << out_.str() << err_.str();
  EXPECT_EQ(run("git:HEAD~1"), 1) << err_.str();
  EXPECT_EQ(run("git:nowhere"), 2);
  EXPECT_THAT(err_.str(), HasSubstr("nowhere is no revision"));
  // A policy is mended by the commit behind it.
  const std::string sound = project.Run("cat carried/patchgraph.textproto");
  project.Write("carried/patchgraph.textproto",
                sound + "policy { limit { name: 'a' figure: 'brakes' } }\n");
  project.Commit("a slip");
  project.Write("carried/patchgraph.textproto", sound);
  EXPECT_EQ(run("git:HEAD"), 0) << out_.str() << err_.str();
  project.Write("carried/patchgraph.textproto", "stack { base: 'v1' }\n");
  project.Commit("no layer");
  project.Write("carried/patchgraph.textproto", sound);
  EXPECT_EQ(run("git:HEAD"), 2);
  EXPECT_THAT(err_.str(), HasSubstr("HEAD:carried/patchgraph.textproto:1:1: "));
  project.Commit("mended");
  project.Git("checkout -q --orphan empty");
  project.Git("rm -q -r --cached .");
  project.Git("commit -q --allow-empty -m empty");
  EXPECT_EQ(run("git:empty"), 2);
  EXPECT_THAT(err_.str(),
              HasSubstr("there was no carried/patchgraph.textproto in empty"));
}

TEST_F(GateCommandTest, WrongUsageIsRefused) {
  EXPECT_EQ(Run({"git:v1..worse"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("--onto is missing"));
  for (const std::vector<std::string>& wrong :
       std::vector<std::vector<std::string>>{
           {"--annotations", "gitlab"},
           {"--annotations", "jenkins"},
           {"--day", "yesterday"},
           {"--report", "x", "git:v1..worse"},
           {"--report", "x", "--accept"},
           {"--report", "x", "--onto", "v2"},
           {"--report", "x", "--leave-out", "neutral"},
           {"--accept", "--no-db"},
           {"--baseline", "git:v1", "git:v1..worse", "--onto", "v2"}}) {
    EXPECT_EQ(Run(wrong), 2) << testing::PrintToString(wrong);
    EXPECT_THAT(out_.str(), Not(HasSubstr("gate:")));
  }
  files_.Write("policy", "limit { name: 'a' figure: 'brakes' at_most: 0 }");
  EXPECT_EQ(Run({"git:v1..worse", "--onto", "v2"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("policy:1:19: there is no figure"));
}

TEST_F(GateCommandTest, RulesSayWhatHitsAndWhy) {
  files_.Write("policy",
               "tag { name: 'steps' hunk: 'our \\\\w+;' weight: 2 }\n"
               "example { hunk: 'our own;' tag: 'steps' }\n"
               "example { hunk: 'theirs' tag: 'steps' }\n");
  const std::string policy = "--policy=" + files_.At("policy");
  EXPECT_EQ(
      RunProgram({"rules", "check", "mm/slab.c", "hunk:x = our turn;", policy}),
      0)
      << err_.str();
  EXPECT_THAT(
      out_.str(),
      AllOf(HasSubstr("mm/slab.c\n  subsystem \"memory management\"  "
                      "kernel.textproto:"),
            HasSubstr("policy:1:21, hunk \"our turn;\"\n  weighs 2\n")));
  EXPECT_EQ(RunProgram({"rules", "test", policy}), 1);
  EXPECT_THAT(out_.str(),
              HasSubstr("policy:3:1: hunk theirs: it is not tagged steps\n"
                        "1 of 2 examples are as they say.\n"));
  EXPECT_EQ(RunProgram({"rules", "test"}), 0) << out_.str();
  files_.Write("fix.patch",
               "--- a/a.c\n+++ b/a.c\n@@ -4,3 +4,3 @@\n step 4;\n-five;\n"
               "+our five;\n step 6;\n");
  EXPECT_EQ(RunProgram({"rules", "check", policy, "--stack",
                        "diff:fix.patch@v1", "--repository", kernel_.path()}),
            0)
      << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("tag \"steps\": 1 hunk  "));
  EXPECT_EQ(RunProgram({"rules", "check", policy}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("no-new-break"));
  EXPECT_EQ(RunProgram({"rules", "chekc"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("did you mean check?"));
}

}  // namespace
}  // namespace patchgraph
