// What colours and lines mean, as a node of a picture.

#ifndef PATCHGRAPH_ENGINE_REPORT_GRAPH_DOT_LEGEND_H_
#define PATCHGRAPH_ENGINE_REPORT_GRAPH_DOT_LEGEND_H_

#include <string>

#include "engine/report/graph/graph.pb.h"

namespace patchgraph {

// One line of DOT: the verdicts and the kinds that occur in the
// report.
std::string DotLegend(const GraphReport& report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_GRAPH_DOT_LEGEND_H_
