// What got better and what got worse since the runs before.

#ifndef PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_TREND_H_
#define PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_TREND_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/report/maintainability/report.pb.h"

namespace patchgraph {

// A run as a TrendReport lists it; the report's own where it is this one's.
TrendRun TrendRunOf(const MaintainabilityReport& report, absl::string_view id);

// Compares `report` with the last of `earlier`, which are oldest first and not
// empty, and with its findings, `earlier_findings`. Figures are the same by
// name, stack and flavour: one that only one side has is no change, and which
// way is better is what FindFigureKind() says. Findings
// are the same by fingerprint. Lists are in the report's order, gone findings
// in that of the run before. `id` is what this run is kept under; may be empty.
TrendReport TrendOf(absl::Span<const TrendRun> earlier,
                    absl::Span<const Finding> earlier_findings,
                    const MaintainabilityReport& report, absl::string_view id);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_TREND_H_
