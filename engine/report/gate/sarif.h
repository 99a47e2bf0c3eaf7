// A gate's findings as SARIF 2.1.0, for code-scanning pages.

#ifndef PATCHGRAPH_ENGINE_REPORT_GATE_SARIF_H_
#define PATCHGRAPH_ENGINE_REPORT_GATE_SARIF_H_

#include <string>

#include "engine/report/gate/gate.pb.h"

namespace patchgraph {

// One run. Every finding is a result under its kind as the rule, with the level
// of the limit that counts it ("note" if none fails); a limit on a figure that
// fails is a result under its own name. What an exception covers is suppressed,
// what only the baseline has is absent.
std::string ToSarif(const GateReport& report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_GATE_SARIF_H_
