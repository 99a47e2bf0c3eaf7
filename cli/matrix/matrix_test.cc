// Eight shares at once on one PostgreSQL; two are killed, and run again.

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/patchgraph.h"
#include "cli/streams.h"
#include "engine/git/git_test_repository.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "patchdb/patchdb_fixture.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int kTargets = 6;
constexpr int kShares = 8;

std::string Rows(int from, int to) {
  std::string text;
  for (int i = from; i <= to; ++i) absl::StrAppend(&text, "row ", i, "\n");
  return text;
}

// A table with a line of each version, and three stacks that change it: 18
// jobs. Tags are v0, the base, and v1 to v6.
class MatrixCommandTest : public PatchdbTest {
 protected:
  MatrixCommandTest() {
    setenv("SOURCE_DATE_EPOCH", "1157104800", 1);
    unsetenv("PATCHGRAPH_DB");
    git_.Write("table", Rows(1, 60));
    git_.Write("Makefile", "obj-y += table.o\n");
    git_.Commit("base");
    git_.Git("tag v0");
    for (int version = 1; version <= kTargets; ++version) {
      git_.Write("table",
                 absl::StrCat(Rows(1, 10 * version - 1), "version ", version,
                              "\n", Rows(10 * version + 1, 60)));
      git_.Commit(absl::StrCat("version ", version));
      git_.Git(absl::StrCat("tag v", version));
    }
    git_.Git("checkout -q v0");
    AddStack("head", "a head\n" + Rows(1, 60));
    AddStack("ten", Rows(1, 9) + "ten rows\n" + Rows(11, 60));
    AddStack("fifty", Rows(1, 49) + "fifty rows\n" + Rows(51, 60));
    git_.Git("checkout -q master 2>&1 || git checkout -q -");
    project_.Write("patchgraph.textproto",
                   absl::StrCat("repository: \"", git_.path(), "\"\n",
                                "onto: \"v1\"\n", stacks_));
  }

  void AddStack(const std::string& name, const std::string& table) {
    git_.Write("table", table);
    project_.Write(absl::StrCat(name, "/", name, ".patch"),
                   git_.Git("diff") + "\n");
    project_.Write(absl::StrCat(name, "/series"), name + ".patch\n");
    git_.Git("checkout -q table");
    absl::StrAppend(&stacks_, "stack { name: \"", name,
                    "\" base: \"v0\" layer { quilt: \"", name, "\" } }\n");
  }

  // Runs `matrix` with those arguments on all targets; what it prints is in
  // out_ and err_.
  int Run(const std::vector<std::string>& more, const std::string& place) {
    std::vector<std::string> arguments = {
        "matrix", "--onto", "v1,v2,v3,v4,v5,v6", "--leave-out", "neutral",
        "--db",   place};
    arguments.insert(arguments.end(), more.begin(), more.end());
    out_.str("");
    err_.str("");
    CliStreams streams{out_, err_};
    streams.directory = project_.path();
    return RunPatchgraph(arguments, streams);
  }

  std::string LogOf(int share) const {
    return project_.At(absl::StrCat("log", share));
  }

  // Runs a share in a process of its own.
  pid_t Start(int share) {
    const pid_t child = fork();
    if (child != 0) return child;
    const int status =
        Run({"--shard", absl::StrCat(share, "/", kShares)}, place_);
    std::ofstream(LogOf(share)) << out_.str() << err_.str();
    _exit(status);
  }

  std::string Log(int share) const {
    std::ifstream file(LogOf(share));
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }

  // Every run of `other` is here, with the same report to the byte.
  void ExpectSameReports(const std::string& other) {
    RunStore here = Store();
    RunStore there(OpenToWrite(other));
    const auto runs = there.Runs({});
    ASSERT_TRUE(runs.ok()) << runs.status();
    ASSERT_EQ(here.Runs({})->size(), runs->size());
    for (const StoredRun& run : *runs) {
      const auto ours = here.Report(run.id);
      const auto theirs = there.Report(run.id);
      ASSERT_TRUE(ours.ok()) << ours.status();
      ASSERT_TRUE(theirs.ok()) << theirs.status();
      EXPECT_EQ(ours->SerializeAsString(), theirs->SerializeAsString());
    }
  }

  static int ExitOf(pid_t child) {
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

  TestRepository git_;
  TestFolder project_;
  std::string stacks_;
  std::stringstream out_;
  std::stringstream err_;
};

TEST_P(MatrixCommandTest, SharesThatDieAreRunAgainAndNothingIsLost) {
  const char* given = std::getenv("PATCHGRAPH_SEED");
  const uint32_t seed = given == nullptr
                            ? std::random_device()()
                            : static_cast<uint32_t>(std::atoll(given));
  std::cout << "PATCHGRAPH_SEED=" << seed << std::endl;
  std::mt19937 random(seed);
  const int first = std::uniform_int_distribution<int>(1, kShares - 1)(random);
  const int second =
      std::uniform_int_distribution<int>(first + 1, kShares)(random);
  std::vector<pid_t> children(kShares + 1);
  for (int share = 1; share <= kShares; ++share) {
    children[share] = Start(share);
  }
  usleep(std::uniform_int_distribution<useconds_t>(0, 60000)(random));
  kill(children[first], SIGKILL);
  usleep(std::uniform_int_distribution<useconds_t>(0, 60000)(random));
  kill(children[second], SIGKILL);
  for (int share = 1; share <= kShares; ++share) {
    const int exit = ExitOf(children[share]);
    if (share == first || share == second) {
      EXPECT_TRUE(exit == -SIGKILL || exit == 0) << exit;
    } else {
      EXPECT_EQ(exit, 0) << Log(share);
    }
  }
  for (const int share : {first, second}) {
    EXPECT_EQ(ExitOf(Start(share)), 0) << Log(share);
  }
  // And one more: all is there already.
  EXPECT_EQ(ExitOf(Start(first)), 0);
  EXPECT_THAT(Log(first), HasSubstr(": was done already\n"));
  EXPECT_THAT(Log(first), Not(HasSubstr(": done\n")));

  ASSERT_EQ(Run({"--report", "--format", "json"}, place_), 0) << err_.str();
  const std::string by_shares = out_.str();
  const std::string alone = project_.At("alone.db");
  ASSERT_EQ(Run({"--shard", "1/1"}, alone), 0) << err_.str();
  ASSERT_EQ(Run({"--report", "--format", "json"}, alone), 0) << err_.str();
  EXPECT_EQ(out_.str(), by_shares);
  EXPECT_THAT(by_shares, HasSubstr("\"done\": 18"));
  ExpectSameReports(alone);
}

TEST_P(MatrixCommandTest, AReportThatLacksJobsSaysSo) {
  EXPECT_EQ(Run({"--report"}, place_), 1) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("0 of 18 jobs are done"));
  ASSERT_EQ(Run({"--shard", "1/8"}, place_), 0) << err_.str();
  EXPECT_EQ(Run({"--report"}, place_), 1) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("3 of 18 jobs are done"));
  EXPECT_THAT(out_.str(), HasSubstr("no run yet"));
  EXPECT_EQ(Run({"--report", "--format", "markdown"}, place_), 1);
  EXPECT_THAT(out_.str(), HasSubstr("| stack | onto | answer | conflicts |"));
}

TEST_P(MatrixCommandTest, AJobThatCannotBeDoneKeepsNoOtherFromIt) {
  EXPECT_EQ(Run({"--stacks", "ten,nobody,head", "--shard", "1/1"}, place_), 2);
  EXPECT_THAT(out_.str(), HasSubstr("head onto v6: done\n"));
  EXPECT_THAT(out_.str(), HasSubstr("nobody onto v6: failed\n"));
  EXPECT_THAT(err_.str(), HasSubstr("nobody"));
}

TEST_P(MatrixCommandTest, TakesStacksAndTargetsFromTheProject) {
  CliStreams streams{out_, err_};
  streams.directory = project_.path();
  ASSERT_EQ(RunPatchgraph({"matrix", "--list", "github"}, streams), 0)
      << err_.str();
  EXPECT_EQ(out_.str(),
            "{\"include\":[{\"stack\":\"head\",\"onto\":\"v1\"},"
            "{\"stack\":\"ten\",\"onto\":\"v1\"},"
            "{\"stack\":\"fifty\",\"onto\":\"v1\"}]}\n");
  EXPECT_EQ(RunPatchgraph({"matrix", "--onto", "", "--list", "json"}, streams),
            2);
  EXPECT_THAT(err_.str(), HasSubstr("--onto: a name is empty"));
  EXPECT_EQ(RunPatchgraph({"matrix"}, streams), 2);
  EXPECT_THAT(err_.str(),
              HasSubstr("give one of --list, --shard and --report"));
}

TEST_P(MatrixCommandTest, NoOptionIsIgnored) {
  EXPECT_EQ(Run({"--shard", "1/1", "--shards", "2"}, place_), 2);
  EXPECT_THAT(err_.str(), HasSubstr("--shards goes with --list"));
  EXPECT_EQ(Run({"--list", "json", "--format", "json"}, place_), 2);
  EXPECT_THAT(err_.str(), HasSubstr("--format goes with --report"));
  EXPECT_EQ(Run({"--shard", "1/1", "-o", "report"}, place_), 2);
  EXPECT_THAT(err_.str(), HasSubstr("--output goes with --list or --report"));
}

INSTANTIATE_TEST_SUITE_P(Places, MatrixCommandTest,
                         testing::Values("sqlite", "postgres"), PlaceName);

}  // namespace
}  // namespace patchgraph
