// Which verdicts and kinds of conflict and collision occur in a set of reports.

#ifndef PATCHGRAPH_TESTDATA_COVERAGE_H_
#define PATCHGRAPH_TESTDATA_COVERAGE_H_

#include <set>
#include <string>
#include <vector>

#include "engine/report/check/check.pb.h"

namespace patchgraph {

// The verdicts and kinds that occur in no report, by their names in JSON.
struct Gaps {
  std::vector<std::string> verdicts;
  std::vector<std::string> conflict_kinds;
  std::vector<std::string> collision_kinds;  // between stacks
  // Names in the reports that are no verdict or no kind: somebody renamed one.
  std::set<std::string> unknown;
};

Gaps FindGaps(const std::vector<CheckReport>& reports);

}  // namespace patchgraph

#endif  // PATCHGRAPH_TESTDATA_COVERAGE_H_
