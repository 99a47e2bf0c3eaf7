#include "cli/report/report.h"

#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/patchgraph.h"
#include "cli/streams.h"
#include "engine/git/git_test_repository.h"
#include "engine/report/graph/graph.pb.h"
#include "engine/report/maintainability/figures.h"
#include "engine/report/maintainability/report.pb.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::StartsWith;

// "tick(1);" to 30, with two of them replaced.
std::string Lines(const std::string& fifth, const std::string& twentieth) {
  std::string text = "#include <linux/time.h>\n";
  for (int i = 1; i <= 30; ++i) {
    absl::StrAppend(&text,
                    i == 5    ? fifth
                    : i == 20 ? twentieth
                              : absl::StrCat("tick(", i, ");"),
                    "\n");
  }
  return text;
}

// Two releases of a small kernel; a branch on the first with two patches, of
// which one is in conflict with the second release; and a folder of whole files
// with a copy of kernel/irq.c that lacks a fix.
class ReportCommandTest : public testing::Test {
 protected:
  ReportCommandTest() {
    setenv("SOURCE_DATE_EPOCH", "1157104800", 1);
    git_.Write("kernel/timer.c", Lines("begin();", "end();"));
    git_.Write("kernel/irq.c", Lines("irq();", "ack();"));
    git_.Write("include/linux/time.h", "int now(void);\n");
    git_.Commit("base");
    git_.Git("tag v1.0");
    git_.Write("kernel/timer.c", Lines("begin(host);", "end();"));
    host_ = git_.Commit("timer: name the host");
    git_.Write("kernel/irq.c", Lines("irq();", "ack(now());"));
    git_.Commit("irq: fix a race, CVE-2006-1");
    git_.Git("tag v1.1");
    git_.Git("checkout -q -b guest v1.0");
    git_.Write("kernel/timer.c", Lines("begin(guest);", "end();"));
    git_.Commit("timer: name the guest");
    git_.Write("include/linux/time.h", "int now(void);\nint then(void);\n");
    git_.Commit("time: then");
    overlay_.Write("kernel/irq-guest.c", Lines("guest_irq();", "ack();"));
    overlay_.Write("kernel/timer-guest.c", Lines("begin();", "guest_end();"));
  }

  int Run(const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {"report"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    arguments.insert(arguments.end(), {"--repository", git_.path()});
    out_.str("");
    err_.str("");
    CliStreams streams{out_, err_};
    return RunPatchgraph(arguments, streams);
  }

  MaintainabilityReport RunJson(std::vector<std::string> more) {
    more.emplace_back("--json");
    EXPECT_EQ(Run(more), 0) << err_.str();
    MaintainabilityReport report;
    EXPECT_TRUE(
        google::protobuf::util::JsonStringToMessage(out_.str(), &report).ok())
        << out_.str();
    return report;
  }

  static double ValueIn(const MaintainabilityReport& report,
                        absl::string_view name) {
    const Figure* figure = FindFigure(
        std::vector<Figure>(report.figures().begin(), report.figures().end()),
        name);
    return figure == nullptr ? -1 : figure->value();
  }

  TestRepository git_;
  TestFolder overlay_;
  TestFolder results_;
  std::string host_;
  std::stringstream out_;
  std::stringstream err_;
};

TEST_F(ReportCommandTest, SaysWhatABranchCosts) {
  const MaintainabilityReport report =
      RunJson({"git:v1.0..guest", "--onto", "v1.1"});
  EXPECT_EQ(report.onto(), "v1.1");
  EXPECT_EQ(report.onto_id().size(), 40u);
  EXPECT_EQ(report.made_at(), "2006-09-01T10:00:00Z");
  EXPECT_EQ(ValueIn(report, "patches"), 2);
  EXPECT_EQ(ValueIn(report, "files-in-conflict"), 1);
  EXPECT_EQ(ValueIn(report, "invaded-files"), 2);
  EXPECT_EQ(ValueIn(report, "forks"), 0);
  EXPECT_EQ(report.judgement().answer(), "carry");
  ASSERT_EQ(report.causes().explained_size(), 1);
  EXPECT_EQ(report.causes().explained(0).causes(0).commit().id(), host_);
  // It is a header that both sources include.
  ASSERT_EQ(report.footprint().headers_size(), 1);
  EXPECT_EQ(report.footprint().headers(0).path(), "include/linux/time.h");
  EXPECT_EQ(report.footprint().headers(0).included_by(), 2);
  EXPECT_EQ(report.footprint().headers(0).files(), 2);
  // There is no Kconfig, and that is said.
  EXPECT_FALSE(report.has_neutral());
  ASSERT_EQ(report.left_out_size() > 0, true);
  EXPECT_THAT(report.left_out(0), StartsWith("neutral of "));
}

TEST_F(ReportCommandTest, TriesWhatWouldHelp) {
  const MaintainabilityReport report =
      RunJson({"git:v1.0..guest", "--onto", "v1.1"});
  ASSERT_GE(report.judgement().changes_size(), 1);
  const JudgementChange& change = report.judgement().changes(0);
  EXPECT_THAT(change.action(), HasSubstr(" (timer: name the guest)"));
  EXPECT_THAT(change.effect(), StartsWith("1 file in conflict becomes 0"));
  // The command that it names shows the same.
  std::vector<std::string> words = absl::StrSplit(change.command(), ' ');
  ASSERT_EQ(words.front(), "patchgraph");
  words.erase(words.begin());
  EXPECT_THAT(words, Contains("git:v1.0..guest"));
  EXPECT_THAT(words, Contains("--cut"));
  words.emplace_back("--json");
  std::stringstream out;
  std::stringstream err;
  CliStreams streams{out, err};
  EXPECT_EQ(RunPatchgraph(words, streams), 0) << err.str();
  GraphReport graph;
  ASSERT_TRUE(
      google::protobuf::util::JsonStringToMessage(out.str(), &graph).ok());
  EXPECT_EQ(graph.stacks(0).cut().before().files(), 1);
  EXPECT_EQ(graph.stacks(0).cut().after().files(), 0);
}

TEST_F(ReportCommandTest, FindsTheHiddenHalf) {
  const MaintainabilityReport report = RunJson(
      {absl::StrCat("sparse:", overlay_.path(), "@v1.0"), "--onto", "v1.1"});
  EXPECT_EQ(ValueIn(report, "forks"), 2);
  EXPECT_EQ(ValueIn(report, "forks-drifted"), 2);
  EXPECT_EQ(ValueIn(report, "drift-security"), 1);
  EXPECT_EQ(ValueIn(report, "files-in-conflict"), 0);
  EXPECT_EQ(ValueIn(report, "new-files"), 2);
  EXPECT_EQ(ValueIn(report, "new-lines"), 62);
  // Both take upstream's change.
  ASSERT_GE(report.judgement().changes_size(), 1);
  EXPECT_EQ(report.judgement().changes(0).effect(),
            "2 forks that lack something become 0");
  EXPECT_EQ(ValueIn(report, "hours-each-release") > 0, true);
}

TEST_F(ReportCommandTest, PartsCanBeLeftOut) {
  const MaintainabilityReport report =
      RunJson({"git:v1.0..guest", "--onto", "v1.1", "--only", "graph", "--only",
               "landed"});
  EXPECT_TRUE(report.has_graph());
  EXPECT_TRUE(report.has_landed());
  EXPECT_TRUE(report.has_check());
  EXPECT_FALSE(report.has_drift());
  EXPECT_FALSE(report.has_causes());
  EXPECT_FALSE(report.has_footprint());
  // Who leaves a part out knows it.
  EXPECT_EQ(report.left_out_size(), 0);
  EXPECT_FALSE(
      RunJson({"git:v1.0..guest", "--onto", "v1.1", "--leave-out", "graph"})
          .has_graph());
}

TEST_F(ReportCommandTest, IsTheSameEachTime) {
  EXPECT_EQ(RunJson({"git:v1.0..guest", "--onto", "v1.1"}).SerializeAsString(),
            RunJson({"git:v1.0..guest", "--onto", "v1.1"}).SerializeAsString());
}

TEST_F(ReportCommandTest, ComparesSeveralStacks) {
  const MaintainabilityReport report = RunJson(
      {"git:v1.0..guest", absl::StrCat("sparse:", overlay_.path(), "@v1.0"),
       "--onto", "v1.1"});
  EXPECT_EQ(report.check().stacks_size(), 2);
  EXPECT_TRUE(report.check().has_between());
  EXPECT_EQ(report.footprint().invaded_files(), 2);
  EXPECT_EQ(report.footprint().new_files(), 2);
}

TEST_F(ReportCommandTest, WritesEveryFormat) {
  EXPECT_EQ(Run({"git:v1.0..guest", "--onto", "v1.1"}), 0) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("\nCarry: about "));
  EXPECT_EQ(Run({"git:v1.0..guest", "--onto", "v1.1", "--format", "markdown"}),
            0);
  EXPECT_THAT(out_.str(), StartsWith("# "));
  EXPECT_EQ(Run({"git:v1.0..guest", "--onto", "v1.1", "--format", "html", "-o",
                 absl::StrCat(results_.path(), "/report.html")}),
            0);
  EXPECT_EQ(out_.str(), "");
  EXPECT_THAT(results_.Run("cat report.html"), StartsWith("<!doctype html>"));
}

TEST_F(ReportCommandTest, RefusesWhatMakesNoSense) {
  EXPECT_EQ(Run({"git:v1.0..guest"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("--onto is missing"));
  EXPECT_EQ(Run({"git:v1.0..guest", "--onto", "v1.1", "--only", "nothing"}), 2);
  EXPECT_EQ(Run({"git:v1.0..guest", "--onto", "v1.1", "--only", "graph",
                 "--leave-out", "graph"}),
            2);
  EXPECT_EQ(Run({"git:v1.0..guest", "--onto", "v1.1", "--format", "pdf"}), 2);
}

}  // namespace
}  // namespace patchgraph
