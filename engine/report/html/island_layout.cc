#include "engine/report/html/island_layout.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace patchgraph {
namespace {

constexpr int kSweeps = 12;
constexpr int kPlacements = 8;

size_t Index(int number) { return static_cast<size_t>(number); }

// A node, or the place where an edge passes a layer.
struct Vertex {
  int layer = 0;
  double height = 0;
  double y = 0;  // of its middle
  int order = 0;
  std::vector<int> left;   // in the layer before
  std::vector<int> right;  // in the layer behind
};

class Layered {
 public:
  Layered(const GraphLayoutSizes& sizes, const Island& island)
      : sizes_(sizes), island_(island) {}

  GraphLayout LayOut() {
    FindLayers();
    SplitEdges();
    Order();
    Place();
    return Result();
  }

 private:
  // Right of all that it needs; nodes come after what they need.
  void FindLayers() {
    vertices_.resize(island_.nodes.size());
    std::vector<std::vector<int>> needs(island_.nodes.size());
    for (const auto& [from, to] : island_.edges) {
      needs[Index(from)].push_back(to);
    }
    for (size_t i = 0; i < vertices_.size(); ++i) {
      vertices_[i].height = sizes_.node_height;
      for (const int needed : needs[i]) {
        vertices_[i].layer =
            std::max(vertices_[i].layer, vertices_[Index(needed)].layer + 1);
      }
    }
  }

  void SplitEdges() {
    for (const auto& [from, to] : island_.edges) {
      std::vector<int> chain = {to};
      const int last = vertices_[Index(from)].layer;
      for (int layer = vertices_[Index(to)].layer + 1; layer < last; ++layer) {
        chain.push_back(static_cast<int>(vertices_.size()));
        Vertex lane;
        lane.layer = layer;
        lane.height = sizes_.lane_height;
        vertices_.push_back(lane);
      }
      chain.push_back(from);
      for (size_t i = 0; i + 1 < chain.size(); ++i) {
        vertices_[Index(chain[i])].right.push_back(chain[i + 1]);
        vertices_[Index(chain[i + 1])].left.push_back(chain[i]);
      }
      chains_.push_back(std::move(chain));
    }
    for (size_t v = 0; v < vertices_.size(); ++v) {
      const size_t layer = Index(vertices_[v].layer);
      if (layer >= layers_.size()) layers_.resize(layer + 1);
      layers_[layer].push_back(static_cast<int>(v));
    }
    Number();
  }

  void Number() {
    for (const std::vector<int>& layer : layers_) {
      int order = 0;
      for (const int v : layer) vertices_[Index(v)].order = order++;
    }
  }

  // Where its neighbours on one side are on average; itself where it has none.
  double Barycentre(const Vertex& vertex, bool by_left) const {
    const std::vector<int>& neighbours = by_left ? vertex.left : vertex.right;
    if (neighbours.empty()) return vertex.order;
    double sum = 0;
    for (const int v : neighbours) sum += vertices_[Index(v)].order;
    return sum / static_cast<double>(neighbours.size());
  }

  void SortLayer(std::vector<int>* layer, bool by_left) {
    std::vector<std::pair<double, int>> keys;
    for (const int v : *layer) {
      keys.emplace_back(Barycentre(vertices_[Index(v)], by_left), v);
    }
    std::stable_sort(
        keys.begin(), keys.end(),
        [](const auto& a, const auto& b) { return a.first < b.first; });
    for (size_t i = 0; i < keys.size(); ++i) (*layer)[i] = keys[i].second;
  }

  // Pairs of edges between two layers that cross: inversions, counted with a
  // tree of sums.
  int64_t Crossings() const {
    int64_t crossings = 0;
    for (size_t l = 0; l + 1 < layers_.size(); ++l) {
      std::vector<int> sums(layers_[l + 1].size() + 1);
      int64_t seen = 0;
      for (const int v : layers_[l]) {
        std::vector<int> ends;
        for (const int right : vertices_[Index(v)].right) {
          ends.push_back(vertices_[Index(right)].order);
        }
        for (const int end : ends) {
          int64_t before = 0;
          for (int i = end + 1; i > 0; i -= i & -i) before += sums[Index(i)];
          crossings += seen - before;
        }
        for (const int end : ends) {
          ++seen;
          for (size_t i = Index(end) + 1; i < sums.size(); i += i & (~i + 1)) {
            ++sums[i];
          }
        }
      }
    }
    return crossings;
  }

  void Order() {
    std::vector<std::vector<int>> best = layers_;
    int64_t fewest = Crossings();
    for (int sweep = 0; sweep < kSweeps && fewest > 0; ++sweep) {
      const bool by_left = sweep % 2 == 0;
      for (size_t i = 1; i < layers_.size(); ++i) {
        SortLayer(&layers_[by_left ? i : layers_.size() - 1 - i], by_left);
        Number();
      }
      const int64_t crossings = Crossings();
      if (crossings < fewest) {
        fewest = crossings;
        best = layers_;
      }
    }
    layers_ = std::move(best);
    Number();
  }

  // The distance that the middles of two neighbours in a layer must have.
  double Apart(const Vertex& above, const Vertex& below) const {
    return (above.height + below.height) / 2 + sizes_.node_gap;
  }

  // Places for a layer's vertices in their order, as near as can be, by least
  // squares, to where their neighbours are: a regression that keeps an order,
  // by pooling neighbours that want to be the wrong way round.
  void PlaceLayer(const std::vector<int>& layer, bool by_left) {
    struct Pool {
      double sum = 0;
      int count = 0;
      double Mean() const { return sum / count; }
    };
    std::vector<Pool> pools;
    std::vector<double> offsets;
    double offset = 0;
    for (size_t i = 0; i < layer.size(); ++i) {
      const Vertex& vertex = vertices_[Index(layer[i])];
      if (i > 0) offset += Apart(vertices_[Index(layer[i - 1])], vertex);
      offsets.push_back(offset);
      const std::vector<int>& neighbours = by_left ? vertex.left : vertex.right;
      double wish = vertex.y;
      if (!neighbours.empty()) {
        wish = 0;
        for (const int v : neighbours) wish += vertices_[Index(v)].y;
        wish /= static_cast<double>(neighbours.size());
      }
      pools.push_back({wish - offset, 1});
      while (pools.size() > 1 &&
             pools[pools.size() - 2].Mean() >= pools.back().Mean()) {
        pools[pools.size() - 2].sum += pools.back().sum;
        pools[pools.size() - 2].count += pools.back().count;
        pools.pop_back();
      }
    }
    size_t i = 0;
    for (const Pool& pool : pools) {
      for (int k = 0; k < pool.count; ++k, ++i) {
        vertices_[Index(layer[i])].y = pool.Mean() + offsets[i];
      }
    }
  }

  void Place() {
    for (const std::vector<int>& layer : layers_) {
      double y = 0;
      for (size_t i = 0; i < layer.size(); ++i) {
        if (i > 0) {
          y +=
              Apart(vertices_[Index(layer[i - 1])], vertices_[Index(layer[i])]);
        }
        vertices_[Index(layer[i])].y = y;
      }
    }
    for (int pass = 0; pass < kPlacements; ++pass) {
      const bool by_left = pass % 2 == 0;
      for (size_t i = 1; i < layers_.size(); ++i) {
        PlaceLayer(layers_[by_left ? i : layers_.size() - 1 - i], by_left);
      }
    }
  }

  double LeftOf(int layer) const {
    return layer * (sizes_.node_width + sizes_.layer_gap);
  }

  GraphLayout Result() const {
    double top = 0;
    double bottom = 0;
    for (size_t v = 0; v < vertices_.size(); ++v) {
      const double upper = vertices_[v].y - vertices_[v].height / 2;
      const double lower = vertices_[v].y + vertices_[v].height / 2;
      top = v == 0 ? upper : std::min(top, upper);
      bottom = v == 0 ? lower : std::max(bottom, lower);
    }
    GraphLayout layout;
    layout.height = bottom - top;
    layout.width =
        LeftOf(static_cast<int>(layers_.size()) - 1) + sizes_.node_width;
    for (size_t i = 0; i < island_.nodes.size(); ++i) {
      layout.nodes.push_back({LeftOf(vertices_[i].layer),
                              vertices_[i].y - top - sizes_.node_height / 2});
    }
    for (const std::vector<int>& chain : chains_) {
      std::vector<LayoutPoint> points;
      for (size_t i = 0; i < chain.size(); ++i) {
        const Vertex& vertex = vertices_[Index(chain[i])];
        const double left = LeftOf(vertex.layer);
        const double y = vertex.y - top;
        if (i > 0) points.push_back({left, y});
        if (i + 1 < chain.size()) {
          points.push_back({left + sizes_.node_width, y});
        }
      }
      layout.edges.push_back(std::move(points));
    }
    return layout;
  }

  const GraphLayoutSizes& sizes_;
  const Island& island_;
  std::vector<Vertex> vertices_;  // the nodes first
  std::vector<std::vector<int>> layers_;
  std::vector<std::vector<int>> chains_;  // for each edge
};

}  // namespace

void LayOutIsland(const GraphLayoutSizes& sizes, Island* island) {
  island->layout = Layered(sizes, *island).LayOut();
}

}  // namespace patchgraph
