// One island of a graph in layers. See graph_layout.h.

#ifndef PATCHGRAPH_ENGINE_REPORT_HTML_ISLAND_LAYOUT_H_
#define PATCHGRAPH_ENGINE_REPORT_HTML_ISLAND_LAYOUT_H_

#include <utility>
#include <vector>

#include "engine/report/html/graph_layout.h"

namespace patchgraph {

struct Island {
  std::vector<int> nodes;                  // their numbers in the graph
  std::vector<std::pair<int, int>> edges;  // by place in `nodes`
  std::vector<int> edge_numbers;           // their numbers in the graph
  GraphLayout layout;
};

// Fills `island->layout`, from the corner (0, 0).
void LayOutIsland(const GraphLayoutSizes& sizes, Island* island);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_HTML_ISLAND_LAYOUT_H_
