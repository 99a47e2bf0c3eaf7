// The answer to a question about a dependency graph as text for people.

#ifndef PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_TEXT_H_
#define PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_TEXT_H_

#include <string>

#include "engine/report/graph/graph.pb.h"
#include "engine/report/text_style.h"

namespace patchgraph {

// Nothing in the report can act on a terminal.
std::string RenderGraphText(const GraphReport& report, const TextStyle& style);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_TEXT_H_
