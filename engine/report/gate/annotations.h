// What fails a gate, in the forms that put it beside the lines of a change.

#ifndef PATCHGRAPH_ENGINE_REPORT_GATE_ANNOTATIONS_H_
#define PATCHGRAPH_ENGINE_REPORT_GATE_ANNOTATIONS_H_

#include <string>

#include "engine/report/gate/gate.pb.h"

namespace patchgraph {

// Workflow commands of GitHub Actions for a step to print, a line for each
// finding and limit: "::error file=a.c,line=3,title=…::…".
std::string GithubAnnotations(const GateReport& report);

// A code quality report of GitLab: a JSON list.
std::string GitlabAnnotations(const GateReport& report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_GATE_ANNOTATIONS_H_
