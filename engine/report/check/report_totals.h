// The figures of a report, counted from its parts.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_REPORT_TOTALS_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_REPORT_TOTALS_H_

#include <string>
#include <vector>

#include "engine/report/check/check.pb.h"

namespace patchgraph {

// Fills in `report->summary()`, whatever it held.
void FillTotals(CheckReport* report);

// Where the report's verdicts and figures come from: "onto", or "base" if the
// check had no target.
std::string DecisiveSide(const CheckReport& report);

// The conflicts that count as files in conflict: those on the decisive side,
// without masked ones.
std::vector<const ConflictReport*> CountedConflicts(const CheckReport& report);

// What became of a stack: its patches, or the whole with --squash.
std::vector<const PatchReport*> Outcome(const StackReport& stack);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_REPORT_TOTALS_H_
