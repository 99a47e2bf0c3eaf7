// A report for people at a terminal.

#ifndef PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_REPORT_TEXT_H_
#define PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_REPORT_TEXT_H_

#include <string>

#include "engine/report/maintainability/report.pb.h"
#include "engine/report/text_style.h"

namespace patchgraph {

// The answer first, with its reasons and what would change it, then a block for
// each part: one or two screens, and with `style.verbose` all there is. Text
// from patches cannot send escape sequences.
std::string RenderReportText(const MaintainabilityReport& report,
                             const TextStyle& style);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_REPORT_TEXT_H_
