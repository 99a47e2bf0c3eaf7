// A gate as a test run: each limit is a test case.

#ifndef PATCHGRAPH_ENGINE_REPORT_GATE_JUNIT_H_
#define PATCHGRAPH_ENGINE_REPORT_GATE_JUNIT_H_

#include <string>

#include "engine/report/gate/gate.pb.h"

namespace patchgraph {

// JUnit's XML as continuous integrations read it. A limit that is a warning or
// a note does not fail its case; what is excepted, not measured or has no
// baseline is skipped.
std::string ToJunit(const GateReport& report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_GATE_JUNIT_H_
