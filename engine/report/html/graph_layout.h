// Places for the nodes and edges of a dependency graph.
//
// Each island is laid out by itself, in layers from left to right, the way of
// Sugiyama, Tagawa and Toda ("Methods for Visual Understanding of Hierarchical
// System Structures", 1981): a node stands right of all that it needs, edges
// that pass a layer get a place of their own in it, and the order within the
// layers comes from sweeps by barycentre. Islands are then set in rows. A
// thousand nodes take milliseconds.

#ifndef PATCHGRAPH_ENGINE_REPORT_HTML_GRAPH_LAYOUT_H_
#define PATCHGRAPH_ENGINE_REPORT_HTML_GRAPH_LAYOUT_H_

#include <utility>
#include <vector>

namespace patchgraph {

struct GraphLayoutSizes {
  double node_width = 200;
  double node_height = 36;
  double layer_gap = 56;   // between the columns
  double node_gap = 10;    // above and below
  double lane_height = 8;  // of an edge that passes a layer
  double island_gap = 28;
  // Rows of islands are about so wide, unless one island is wider.
  double row_width = 1040;
};

struct LayoutPoint {
  double x = 0;
  double y = 0;
};

struct GraphLayout {
  // The upper left corner of each node.
  std::vector<LayoutPoint> nodes;
  // For each edge the points that it goes through, from the right side of the
  // node that is needed to the left side of the one that needs it.
  std::vector<std::vector<LayoutPoint>> edges;
  double width = 0;
  double height = 0;
};

// `edges` are pairs (needs, is needed) of nodes, 0-based, without cycles: a
// node needs only nodes before it.
GraphLayout LayOutGraph(int node_count,
                        const std::vector<std::pair<int, int>>& edges,
                        const GraphLayoutSizes& sizes = {});

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_HTML_GRAPH_LAYOUT_H_
