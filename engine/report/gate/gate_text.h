// A gate's answer on one screen, and as Markdown for a comment.

#ifndef PATCHGRAPH_ENGINE_REPORT_GATE_GATE_TEXT_H_
#define PATCHGRAPH_ENGINE_REPORT_GATE_GATE_TEXT_H_

#include <string>

#include "engine/report/gate/gate.pb.h"
#include "engine/report/text_style.h"

namespace patchgraph {

// The answer first, then each limit that fails with the findings that it
// counts: a few of them, all where `style.verbose`.
std::string RenderGateText(const GateReport& report, const TextStyle& style);

// The same for a comment on a change: nothing in it acts as Markdown, HTML or a
// mention.
std::string RenderGateMarkdown(const GateReport& report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_GATE_GATE_TEXT_H_
