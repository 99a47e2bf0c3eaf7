#include "cli/db_runs.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "patchdb/patchdb_fixture.h"

namespace patchgraph {
namespace {

using testing::SizeIs;

const RunQuestion kXen = {"xen", {"xen"}, "v2.6.17"};

class DbRunsTest : public PatchdbTest {
 protected:
  // A run with so many conflicts; its report as people get it.
  MaintainabilityReport Remember(int conflicts,
                                 const absl::optional<std::string>& inputs,
                                 const RunQuestion& question = kXen) {
    MaintainabilityReport report = ReportOf(conflicts);
    RunStore store = Store();
    const absl::Status status =
        RememberReport(question, inputs, &store, &report);
    EXPECT_TRUE(status.ok()) << status;
    return report;
  }
};

TEST_P(DbRunsTest, SaysWhatGotBetterSinceTheRunBefore) {
  EXPECT_FALSE(Remember(3, "monday").has_trend()) << "there is none before";
  const TrendReport trend = Remember(2, "tuesday").trend();
  ASSERT_THAT(trend.changes(), SizeIs(1));
  EXPECT_EQ(trend.changes(0).name(), "conflicts");
  EXPECT_EQ(trend.changes(0).before(), 3);
  EXPECT_EQ(trend.changes(0).after(), 2);
  EXPECT_EQ(trend.changes(0).direction(), "better");
  ASSERT_THAT(trend.gone_findings(), SizeIs(1));
  EXPECT_EQ(trend.gone_findings(0).fingerprint(), "print-2");
  EXPECT_THAT(trend.runs(), SizeIs(2));
  EXPECT_EQ(trend.since().id(), RunIdOf(kXen, "monday"));
  EXPECT_EQ(Remember(4, "wednesday").trend().changes(0).direction(), "worse");
}

TEST_P(DbRunsTest, TheSameAgainIsComparedWithWhatWasBefore) {
  Remember(3, "monday");
  Remember(2, "tuesday");
  const TrendReport again = Remember(2, "tuesday").trend();
  EXPECT_EQ(again.since().id(), RunIdOf(kXen, "monday"));
  EXPECT_THAT(again.runs(), SizeIs(2));
}

TEST_P(DbRunsTest, OtherQuestionsAreOtherTrends) {
  Remember(3, "monday");
  RunQuestion next = kXen;
  next.onto = "v2.6.18";
  EXPECT_FALSE(Remember(9, "monday", next).has_trend());
  ReportQuestion all;
  ReportQuestion part;
  part.left_out = {ReportPart::kDrift};
  EXPECT_NE(RunQuestionOf({"xen"}, "v2.6.17", all).project,
            RunQuestionOf({"xen"}, "v2.6.17", part).project);
  EXPECT_EQ(RunQuestionOf({"xen", "rt"}, "v2.6.17", all).project, "xen, rt");
}

TEST_P(DbRunsTest, WithoutIdsOfItsInputsARunIsKnownByWhatItFound) {
  Remember(3, absl::nullopt);
  EXPECT_FALSE(Remember(3, absl::nullopt).has_trend()) << "it is the same";
  EXPECT_THAT(Remember(1, absl::nullopt).trend().runs(), SizeIs(2));
  EXPECT_THAT(*Store().Runs({}), SizeIs(2));
}

// Whose report was let go of has no findings to compare with.
TEST_P(DbRunsTest, ARunWithoutItsReportIsPassedOver) {
  Remember(3, "monday");
  Remember(2, "tuesday");
  Tamper(
      "DELETE FROM report WHERE run = (SELECT number FROM run WHERE inputs ="
      " 'tuesday')");
  const TrendReport trend = Remember(1, "wednesday").trend();
  EXPECT_EQ(trend.since().id(), RunIdOf(kXen, "monday"));
  EXPECT_THAT(trend.gone_findings(), SizeIs(2));
}

TEST_P(DbRunsTest, WhatIsKeptHasNoTrend) {
  Remember(3, "monday");
  ASSERT_TRUE(Remember(2, "tuesday").has_trend());
  EXPECT_FALSE(Store().Report(RunIdOf(kXen, "tuesday"))->has_trend());
}

INSTANTIATE_TEST_SUITE_P(Places, DbRunsTest,
                         testing::Values("sqlite", "postgres"), PlaceName);

}  // namespace
}  // namespace patchgraph
