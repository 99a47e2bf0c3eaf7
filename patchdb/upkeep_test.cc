#include "patchdb/upkeep.h"

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "patchdb/patchdb_fixture.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const RunQuestion kXen = {"edgy", {"xen"}, "v2.6.17"};
const RunQuestion kRt = {"edgy", {"rt"}, "v2.6.17"};

class UpkeepTest : public PatchdbTest {
 protected:
  // Five runs of Xen, the third seen at 3,000,000, and one of rt.
  void Fill() {
    RunStore store = Store();
    for (int i = 1; i <= 5; ++i) {
      const MaintainabilityReport report = ReportOf(i);
      StoredRun run;
      run.question = kXen;
      run.inputs = absl::StrCat(i);
      run.id = RunIdOf(run.question, run.inputs);
      run.seen_at = int64_t{1000000} * i;
      run.figures.assign(report.figures().begin(), report.figures().end());
      ids_.push_back(run.id);
      ASSERT_TRUE(store.Merge(run, &report).ok());
    }
    StoredRun rt;
    rt.question = kRt;
    rt.id = RunIdOf(kRt, "");
    rt.seen_at = 1;
    const MaintainabilityReport report = ReportOf(7);
    rt.figures.assign(report.figures().begin(), report.figures().end());
    ASSERT_TRUE(store.Merge(rt, &report).ok());
  }

  // The runs of Xen that still have their report.
  std::vector<int> WithReport() {
    std::vector<int> found;
    const auto runs = Store().Runs(SameQuestion(kXen));
    for (const StoredRun& run : *runs) {
      if (run.has_report) found.push_back(std::stoi(run.inputs));
    }
    return found;
  }

  absl::StatusOr<Garbage> Collect(const GarbageRules& rules) {
    return CollectGarbage(OpenToWrite(place_).get(), rules);
  }

  std::vector<std::string> Unsound() {
    const auto wrong = FindUnsoundRuns(OpenToWrite(place_));
    EXPECT_TRUE(wrong.ok()) << wrong.status();
    return *wrong;
  }

  std::vector<std::string> ids_;
};

TEST_P(UpkeepTest, Counts) {
  Fill();
  const auto counts = CountPatchdb(OpenToWrite(place_).get());
  ASSERT_TRUE(counts.ok()) << counts.status();
  EXPECT_EQ(counts->baselines, 0);
  EXPECT_EQ(counts->runs, 6);
  EXPECT_EQ(counts->questions, 2);
  EXPECT_EQ(counts->reports, 6);
  EXPECT_GT(counts->report_bytes, 600);
  EXPECT_EQ(counts->figures, 12);
  EXPECT_EQ(counts->findings, 1 + 2 + 3 + 4 + 5 + 7);
}

TEST_P(UpkeepTest, LetsGoOfOldReportsAndKeepsTheirFigures) {
  Fill();
  GarbageRules rules;
  rules.keep_reports = 2;
  rules.dry_run = true;
  const auto would = Collect(rules);
  ASSERT_TRUE(would.ok()) << would.status();
  EXPECT_THAT(WithReport(), ElementsAre(1, 2, 3, 4, 5)) << "a dry run";
  rules.dry_run = false;
  const auto did = Collect(rules);
  ASSERT_TRUE(did.ok()) << did.status();
  for (const Garbage& garbage : {*would, *did}) {
    EXPECT_EQ(garbage.reports, 3);
    EXPECT_GT(garbage.report_bytes, 300);
    EXPECT_EQ(garbage.findings, 1 + 2 + 3);
    EXPECT_EQ(garbage.runs, 0);
  }
  EXPECT_THAT(WithReport(), ElementsAre(4, 5));
  const auto runs = Store().Runs({});
  for (const StoredRun& run : *runs) EXPECT_EQ(run.figures.size(), 2u);
  EXPECT_THAT(Unsound(), IsEmpty());
  EXPECT_EQ(Collect(rules)->reports, 0) << "a second time there is nothing";
}

TEST_P(UpkeepTest, LetsGoOfOldRunsButTheNewestOfEachQuestion) {
  Fill();
  GarbageRules rules;
  rules.runs_before = 4000000;
  const auto did = Collect(rules);
  ASSERT_TRUE(did.ok()) << did.status();
  EXPECT_EQ(did->runs, 3);
  EXPECT_EQ(did->reports, 3);
  EXPECT_THAT(WithReport(), ElementsAre(4, 5));
  EXPECT_TRUE(Store().Latest(SameQuestion(kRt)).ok()) << "old, but the newest";
  const auto counts = CountPatchdb(OpenToWrite(place_).get());
  EXPECT_EQ(counts->figures, 6) << "those of a run go with it";
  rules.keep_reports = 0;
  EXPECT_EQ(Collect(rules)->reports, 1) << "one stays in any case";
  EXPECT_THAT(WithReport(), ElementsAre(5));
}

// The run is old, but a gate is just noting that it was asked for again.
TEST_P(UpkeepTest, LetsGoOfNothingThatIsAskedForMeanwhile) {
  Fill();
  GarbageRules rules;
  rules.keep_reports = 2;
  rules.runs_before = 4000000;
  const auto gate = OpenToWrite(place_);
  ASSERT_TRUE(gate->Begin().ok());
  ASSERT_TRUE(
      gate->Execute("UPDATE run SET seen_at = 9000000 WHERE inputs = '1'")
          .ok());
  std::thread collector([&] {
    const auto did = Collect(rules);
    EXPECT_TRUE(did.ok()) << did.status();
  });
  absl::SleepFor(absl::Milliseconds(500));  // it has begun and waits
  EXPECT_TRUE(gate->Commit().ok());
  collector.join();
  EXPECT_THAT(WithReport(), ElementsAre(5, 1));
}

TEST_P(UpkeepTest, AReportThatIsLetGoOfMeanwhileIsSound) {
  Fill();
  // Runs, their figures, then the report of the first.
  const auto wrong = FindUnsoundRuns(
      std::make_shared<InterruptedDatabase>(OpenToWrite(place_), 3, [this] {
        GarbageRules rules;
        rules.keep_reports = 1;
        EXPECT_TRUE(Collect(rules).ok());
      }));
  ASSERT_TRUE(wrong.ok()) << wrong.status();
  EXPECT_THAT(*wrong, IsEmpty());
}

TEST_P(UpkeepTest, FindsWhatIsNotSound) {
  Fill();
  EXPECT_THAT(Unsound(), IsEmpty());
  Tamper("UPDATE run SET onto = 'v2.6.99' WHERE inputs = '1'");
  Tamper(
      "UPDATE figure SET value = 99 WHERE name = 'conflicts' AND run ="
      " (SELECT number FROM run WHERE inputs = '2')");
  Tamper(
      "DELETE FROM finding WHERE position = 0 AND run ="
      " (SELECT number FROM run WHERE inputs = '3')");
  Tamper(
      "UPDATE report SET checksum = 'x' WHERE run ="
      " (SELECT number FROM run WHERE inputs = '4')");
  Tamper(
      "UPDATE finding SET message = 'all is well' WHERE position = 4 AND run ="
      " (SELECT number FROM run WHERE inputs = '5')");
  const std::vector<std::string> wrong = Unsound();
  ASSERT_EQ(wrong.size(), 5u);
  EXPECT_THAT(wrong[0], HasSubstr("not what its id says"));
  EXPECT_THAT(wrong[1], HasSubstr("the figures of run"));
  EXPECT_THAT(wrong[2], HasSubstr("the findings of run"));
  EXPECT_THAT(wrong[3], HasSubstr("not what was kept"));
  EXPECT_THAT(wrong[4], HasSubstr("the findings of run"));
}

INSTANTIATE_TEST_SUITE_P(Places, UpkeepTest,
                         testing::Values("sqlite", "postgres"), PlaceName);

}  // namespace
}  // namespace patchgraph
