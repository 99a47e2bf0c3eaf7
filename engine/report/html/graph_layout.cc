#include "engine/report/html/graph_layout.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "engine/report/html/island_layout.h"

namespace patchgraph {
namespace {

// Which nodes hang together: the smallest node of each one's island.
std::vector<int> IslandsOf(int node_count,
                           const std::vector<std::pair<int, int>>& edges) {
  std::vector<int> parent(static_cast<size_t>(node_count));
  std::iota(parent.begin(), parent.end(), 0);
  const auto root = [&parent](int node) {
    while (parent[static_cast<size_t>(node)] != node) {
      int& above = parent[static_cast<size_t>(node)];
      above = parent[static_cast<size_t>(above)];
      node = above;
    }
    return node;
  };
  for (const auto& [from, to] : edges) {
    const int a = root(from);
    const int b = root(to);
    parent[static_cast<size_t>(std::max(a, b))] = std::min(a, b);
  }
  std::vector<int> islands(parent.size());
  for (int i = 0; i < node_count; ++i) {
    islands[static_cast<size_t>(i)] = root(i);
  }
  return islands;
}

// Sets islands in rows, the tallest first, each row as high as its first.
class IslandRows {
 public:
  IslandRows(double width, double gap) : width_(width), gap_(gap) {}

  LayoutPoint Place(double width, double height) {
    if (x_ > 0 && x_ + width > width_) {
      y_ += row_height_ + gap_;
      x_ = 0;
      row_height_ = 0;
    }
    const LayoutPoint place = {x_, y_};
    x_ += width + gap_;
    row_height_ = std::max(row_height_, height);
    widest_ = std::max(widest_, place.x + width);
    return place;
  }
  double width() const { return widest_; }
  double height() const { return y_ + row_height_; }

 private:
  double width_;
  double gap_;
  double x_ = 0;
  double y_ = 0;
  double row_height_ = 0;
  double widest_ = 0;
};

}  // namespace

GraphLayout LayOutGraph(int node_count,
                        const std::vector<std::pair<int, int>>& edges,
                        const GraphLayoutSizes& sizes) {
  const std::vector<int> island_of = IslandsOf(node_count, edges);
  std::vector<Island> islands;
  std::vector<int> index(static_cast<size_t>(node_count), -1);
  std::vector<int> number_in(static_cast<size_t>(node_count));
  for (int node = 0; node < node_count; ++node) {
    const auto root = static_cast<size_t>(island_of[static_cast<size_t>(node)]);
    if (index[root] < 0) {
      index[root] = static_cast<int>(islands.size());
      islands.emplace_back();
    }
    Island& island = islands[static_cast<size_t>(index[root])];
    number_in[static_cast<size_t>(node)] =
        static_cast<int>(island.nodes.size());
    island.nodes.push_back(node);
  }
  for (size_t e = 0; e < edges.size(); ++e) {
    const auto [from, to] = edges[e];
    const auto root = static_cast<size_t>(island_of[static_cast<size_t>(from)]);
    Island& island = islands[static_cast<size_t>(index[root])];
    island.edges.emplace_back(number_in[static_cast<size_t>(from)],
                              number_in[static_cast<size_t>(to)]);
    island.edge_numbers.push_back(static_cast<int>(e));
  }
  double area = 0;
  double widest = sizes.row_width;
  for (Island& island : islands) {
    LayOutIsland(sizes, &island);
    area += island.layout.width * island.layout.height;
    widest = std::max(widest, island.layout.width);
  }
  std::stable_sort(islands.begin(), islands.end(),
                   [](const Island& a, const Island& b) {
                     return a.layout.height > b.layout.height;
                   });
  // About three to two, as screens are.
  IslandRows rows(std::max(widest, 1.25 * std::sqrt(area)), sizes.island_gap);
  GraphLayout layout;
  layout.nodes.resize(static_cast<size_t>(node_count));
  layout.edges.resize(edges.size());
  for (const Island& island : islands) {
    const LayoutPoint corner =
        rows.Place(island.layout.width, island.layout.height);
    for (size_t i = 0; i < island.nodes.size(); ++i) {
      layout.nodes[static_cast<size_t>(island.nodes[i])] = {
          island.layout.nodes[i].x + corner.x,
          island.layout.nodes[i].y + corner.y};
    }
    for (size_t e = 0; e < island.edge_numbers.size(); ++e) {
      auto& points = layout.edges[static_cast<size_t>(island.edge_numbers[e])];
      for (const LayoutPoint& point : island.layout.edges[e]) {
        points.push_back({point.x + corner.x, point.y + corner.y});
      }
    }
  }
  layout.width = rows.width();
  layout.height = rows.height();
  return layout;
}

}  // namespace patchgraph
