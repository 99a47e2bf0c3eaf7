// Every question, kind and reason of the dependency graph occurs in a scenario.

#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "engine/graph/dependency.h"
#include "engine/report/graph/graph.pb.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "testdata/scenario_files.h"

namespace patchgraph {
namespace {

using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<GraphReport> GraphReports() {
  std::vector<GraphReport> reports;
  const std::string root = ScenarioRoot();
  for (const std::string& name : ScenarioNames(root)) {
    if (!absl::StartsWith(name, "graph-")) continue;
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

// The names in the reports of what `all` lists, less those.
template <typename Value>
std::vector<std::string> Missing(absl::Span<const Value> all,
                                 const std::set<std::string>& found) {
  std::vector<std::string> missing;
  for (const Value value : all) {
    const std::string name(Name(value));
    if (found.count(name) == 0) missing.push_back(name);
  }
  return missing;
}

struct FoundNames {
  std::set<std::string> questions;
  std::set<std::string> kinds;
  std::set<std::string> reasons;
};

FoundNames NamesIn(const std::vector<GraphReport>& reports) {
  FoundNames found;
  for (const GraphReport& report : reports) {
    found.questions.insert(report.question());
    for (const StackGraphReport& stack : report.stacks()) {
      for (const GraphEdgeReport& edge : stack.edges()) {
        found.kinds.insert(edge.kinds().begin(), edge.kinds().end());
        for (const GraphReasonReport& reason : edge.reasons()) {
          found.reasons.insert(reason.reason());
        }
      }
    }
  }
  return found;
}

TEST(GraphCoverage, EveryQuestionKindAndReasonOccursInAScenario) {
  const FoundNames found = NamesIn(GraphReports());
  EXPECT_THAT(Missing(AllDependencyKinds(), found.kinds), IsEmpty());
  EXPECT_THAT(Missing(AllDependencyReasons(), found.reasons), IsEmpty());
  EXPECT_THAT(found.questions,
              UnorderedElementsAre("overview", "needs", "needed-by", "order",
                                   "keystones", "islands", "why", "cut"));
}

TEST(GraphCoverage, SeesAReasonThatIsMissing) {
  GraphReport report;
  GraphEdgeReport* edge = report.add_stacks()->add_edges();
  for (const DependencyReason reason : AllDependencyReasons()) {
    if (reason == DependencyReason::kAcross) continue;
    edge->add_reasons()->set_reason(std::string(Name(reason)));
  }
  EXPECT_THAT(Missing(AllDependencyReasons(), NamesIn({report}).reasons),
              testing::ElementsAre("across"));
}

}  // namespace
}  // namespace patchgraph
