// A dependency graph as SVG. The one place that knows Graphviz.

#ifndef PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_SVG_H_
#define PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_SVG_H_

#include <string>

#include "absl/status/statusor.h"
#include "engine/report/graph/graph.pb.h"

namespace patchgraph {

// The picture of ToDot(), laid out by Graphviz. Unavailable, with Graphviz's
// own words, where its layouts are not installed. To be called from one thread
// at a time.
absl::StatusOr<std::string> ToSvg(const GraphReport& report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_SVG_H_
