// The answer to each question about a graph, as text.

#ifndef PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_ANSWER_TEXT_H_
#define PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_ANSWER_TEXT_H_

#include <string>

#include "engine/report/graph/graph_text_parts.h"

namespace patchgraph {

// About some patches.
std::string RenderNeeds(const GraphTextParts& parts);
std::string RenderNeededBy(const GraphTextParts& parts);
std::string RenderWhy(const GraphTextParts& parts);
std::string RenderCut(const GraphTextParts& parts);

// About all of them.
std::string RenderOverview(const GraphTextParts& parts);
std::string RenderOrder(const GraphTextParts& parts);
std::string RenderKeystones(const GraphTextParts& parts);
std::string RenderIslands(const GraphTextParts& parts);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_ANSWER_TEXT_H_
