// What a maintainer would do after reading a report.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_NEXT_STEPS_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_NEXT_STEPS_H_

#include <string>
#include <vector>

#include "engine/report/check/check.pb.h"

namespace patchgraph {

// The most useful first; empty where nothing is left to do. Sentences that a
// terminal can show.
std::vector<std::string> NextSteps(const CheckReport& report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_NEXT_STEPS_H_
