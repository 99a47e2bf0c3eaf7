// Several writers at once, and writers that are killed.

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "patchdb/patchdb_fixture.h"
#include "patchdb/run_store.h"

namespace patchgraph {
namespace {

using testing::IsSupersetOf;
using testing::SizeIs;

constexpr int kFindings = 30;

RunQuestion QuestionOf(const std::string& project) {
  return {project, {"xen"}, "v2.6.17"};
}

// Runs `work` in a process of its own.
template <typename Work>
pid_t InOtherProcess(const Work& work) {
  const pid_t child = fork();
  if (child == 0) _exit(work());
  return child;
}

int ExitOf(pid_t child) {
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

uint32_t Seed() {
  const char* given = std::getenv("PATCHGRAPH_SEED");
  const uint32_t seed = given == nullptr
                            ? std::random_device()()
                            : static_cast<uint32_t>(std::atoll(given));
  std::cout << "PATCHGRAPH_SEED=" << seed << std::endl;
  return seed;
}

class RunStoreFaultTest : public PatchdbTest {
 protected:
  // Opens the database anew, as a gate does, and keeps a run there.
  bool SaveOne(const std::string& project, int number) {
    const auto database = OpenOrMakePatchdb(place_);
    if (!database.ok()) {
      std::cerr << database.status() << std::endl;
      return false;
    }
    const auto id = RunStore(*database).Save(QuestionOf(project),
                                             absl::StrCat("inputs ", number),
                                             ReportOf(kFindings));
    if (!id.ok()) std::cerr << id.status() << std::endl;
    return id.ok();
  }

  // Every run that is there is there as a whole.
  void ExpectWhole(size_t* count) {
    const auto database = OpenOrMakePatchdb(place_);
    ASSERT_TRUE(database.ok()) << database.status();
    RunStore store(*database);
    const auto runs = store.Runs({});
    ASSERT_TRUE(runs.ok()) << runs.status();
    for (const StoredRun& run : *runs) {
      EXPECT_THAT(run.figures, SizeIs(2));
      EXPECT_TRUE(store.Report(run.id).ok());
      EXPECT_EQ(
          *(*database)->NumberOf("SELECT count(*) FROM finding WHERE run = $1",
                                 {run.number}),
          kFindings);
      found_.insert(run.question.project + " " + run.inputs);
    }
    *count = runs->size();
  }

  std::set<std::string> found_;
};

TEST_P(RunStoreFaultTest, TwoGatesAtOnceLoseNothing) {
  constexpr int kEach = 40;
  const auto gate = [this](const std::string& project) {
    return [this, project] {
      for (int i = 0; i < kEach; ++i) {
        // Every fourth is the same for both.
        if (!SaveOne(i % 4 == 0 ? "both" : project, i)) return 1;
      }
      return 0;
    };
  };
  const pid_t first = InOtherProcess(gate("first"));
  const pid_t second = InOtherProcess(gate("second"));
  EXPECT_EQ(ExitOf(first), 0);
  EXPECT_EQ(ExitOf(second), 0);
  size_t count = 0;
  ExpectWhole(&count);
  EXPECT_EQ(count, 2u * kEach - kEach / 4);
}

// The writer says on a pipe what was saved before it was killed.
TEST_P(RunStoreFaultTest, KilledAtAnyMomentItOpensAgain) {
  std::mt19937 random(Seed());
  std::set<std::string> saved;
  constexpr int kRounds = 60;
  useconds_t most = 300;  // the first ones while the tables are made
  for (int round = 0; round < kRounds; ++round) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t writer = InOtherProcess([&] {
      for (int i = 0;; ++i) {
        const std::string project = absl::StrCat("round", round);
        if (!SaveOne(project, i)) return 1;
        const std::string said = absl::StrCat(project, " inputs ", i, "\n");
        if (write(ends[1], said.data(), said.size()) < 0) return 1;
      }
    });
    close(ends[1]);
    usleep(std::uniform_int_distribution<useconds_t>(0, most)(random));
    ASSERT_EQ(kill(writer, SIGKILL), 0);
    ASSERT_EQ(ExitOf(writer), -SIGKILL);
    std::string text;
    char buffer[4096];
    for (ssize_t got = 0; (got = read(ends[0], buffer, sizeof buffer)) > 0;) {
      text.append(buffer, static_cast<size_t>(got));
    }
    close(ends[0]);
    // On a machine that is busy everything takes longer.
    if (text.empty() && most < 2000000) most *= 2;
    for (const auto line : absl::StrSplit(text, '\n', absl::SkipEmpty())) {
      saved.insert(std::string(line));
    }
    if (round % 10 == 9) {
      size_t count = 0;
      ExpectWhole(&count);
      EXPECT_THAT(found_, IsSupersetOf(saved));
    }
    ASSERT_TRUE(SaveOne("after", round));
  }
  EXPECT_FALSE(saved.empty());
}

// As when the server is started anew: what was said to be kept is there, and
// whoever was cut off says so and comes back.
TEST_P(RunStoreFaultTest, ACutConnectionIsAWordAndNoCrash) {
  if (!IsPostgres()) return;  // a file has no connection
  RunStore store = Store();
  ASSERT_TRUE(store.Save(QuestionOf("a"), "1", ReportOf(kFindings)).ok());
  server_->CutConnections(database_);
  const absl::Status status =
      store.Save(QuestionOf("a"), "2", ReportOf(kFindings)).status();
  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_TRUE(SaveOne("a", 2));
  size_t count = 0;
  ExpectWhole(&count);
  EXPECT_EQ(count, 2u);
}

INSTANTIATE_TEST_SUITE_P(Places, RunStoreFaultTest,
                         testing::Values("sqlite", "postgres"), PlaceName);

}  // namespace
}  // namespace patchgraph
