// A maintainability report made by hand, for tests of what is made of it.

#ifndef PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_SAMPLE_MAINTAINABILITY_H_
#define PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_SAMPLE_MAINTAINABILITY_H_

#include "engine/report/maintainability/report.pb.h"

namespace patchgraph {

// Two stacks: "guest" with a conflict of two places, a break, a drifted fork
// that lacks a security fix, hunks that reach, a lost symbol, and a patch that
// has landed; "audio" with a blocked patch. With causes and a forecast, without
// figures, findings, hours and answer.
MaintainabilityReport SampleMaintainability();

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_SAMPLE_MAINTAINABILITY_H_
