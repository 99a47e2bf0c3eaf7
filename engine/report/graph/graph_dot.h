// A dependency graph as a picture: DOT for Graphviz, or SVG.

#ifndef PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_DOT_H_
#define PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_DOT_H_

#include <string>

#include "engine/report/graph/graph.pb.h"

namespace patchgraph {

// A node for each patch of the report, in the colour of its verdict, and an
// arrow to each patch that it needs, unless a path of arrows says the same.
// Patches without arrows are folded into a node for each verdict where the
// report is about all patches. Nothing in the report can break out of its
// label.
std::string ToDot(const GraphReport& report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_DOT_H_
