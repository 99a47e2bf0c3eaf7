#include "testdata/coverage.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/between/collision.h"
#include "engine/model/conflict.h"
#include "engine/model/verdict.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "testdata/scenario_files.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<CheckReport> ExpectedReports() {
  std::vector<CheckReport> reports;
  const std::string root = ScenarioRoot();
  for (const std::string& name : ScenarioNames(root)) {
    // Those of other commands; see graph_coverage_test.cc.
    if (absl::StartsWith(name, "graph-") || absl::StartsWith(name, "drift-") ||
        absl::StartsWith(name, "neutral-")) {
      continue;
    }
    const std::string folder = absl::StrCat(root, "/", name);
    for (const std::string& json : ExpectedJsonFiles(folder)) {
      reports.emplace_back();
      const auto status = google::protobuf::util::JsonStringToMessage(
          ReadFileOrEmpty(absl::StrCat(folder, "/", json)), &reports.back());
      EXPECT_TRUE(status.ok())
          << folder << "/" << json << ": " << status.ToString();
    }
  }
  return reports;
}

// A report with one hunk a verdict, and one conflict and collision a kind.
CheckReport FullReport() {
  CheckReport report;
  FileReport* file = report.add_stacks()->add_patches()->add_files();
  for (const Verdict verdict : AllVerdicts()) {
    file->add_hunks()->set_verdict(std::string(Name(verdict)));
  }
  for (const ConflictKind kind : AllConflictKinds()) {
    report.add_conflicts()->set_kind(std::string(Name(kind)));
  }
  for (const CollisionKind kind : AllCollisionKinds()) {
    report.mutable_between()->add_collisions()->set_kind(
        std::string(Name(kind)));
  }
  return report;
}

TEST(Coverage, EveryVerdictAndKindOccursInAScenario) {
  const Gaps gaps = FindGaps(ExpectedReports());
  EXPECT_THAT(gaps.verdicts, IsEmpty()) << "add a scenario that shows it";
  EXPECT_THAT(gaps.conflict_kinds, IsEmpty()) << "add a scenario that shows it";
  EXPECT_THAT(gaps.collision_kinds, IsEmpty())
      << "add a scenario that shows it";
  EXPECT_THAT(gaps.unknown, IsEmpty()) << "names in JSON never change";
}

TEST(Coverage, AFullReportHasNoGaps) {
  const Gaps gaps = FindGaps({FullReport()});
  EXPECT_THAT(gaps.verdicts, IsEmpty());
  EXPECT_THAT(gaps.conflict_kinds, IsEmpty());
  EXPECT_THAT(gaps.collision_kinds, IsEmpty());
  EXPECT_THAT(gaps.unknown, IsEmpty());
}

TEST(Coverage, SeesAVerdictThatIsMissing) {
  CheckReport report = FullReport();
  FileReport* file =
      report.mutable_stacks(0)->mutable_patches(0)->mutable_files(0);
  for (HunkReport& hunk : *file->mutable_hunks()) {
    if (hunk.verdict() == "blocked") hunk.set_verdict("clean");
  }
  EXPECT_THAT(FindGaps({report}).verdicts, ElementsAre("blocked"));
}

TEST(Coverage, SeesAKindThatIsMissing) {
  CheckReport report = FullReport();
  for (ConflictReport& conflict : *report.mutable_conflicts()) {
    if (conflict.kind() == "add/add") conflict.set_kind("content");
  }
  EXPECT_THAT(FindGaps({report}).conflict_kinds, ElementsAre("add/add"));
}

TEST(Coverage, SeesACollisionKindThatIsMissing) {
  CheckReport report = FullReport();
  for (CollisionReport& collision :
       *report.mutable_between()->mutable_collisions()) {
    if (collision.kind() == "touching") collision.set_kind("overlap");
  }
  EXPECT_THAT(FindGaps({report}).collision_kinds, ElementsAre("touching"));
}

TEST(Coverage, SeesANameThatNobodyKnows) {
  CheckReport report = FullReport();
  report.add_conflicts()->set_kind("contents");
  report.mutable_between()->add_collisions()->set_kind("overlapping");
  EXPECT_THAT(FindGaps({report}).unknown,
              ElementsAre("contents", "overlapping"));
}

}  // namespace
}  // namespace patchgraph
