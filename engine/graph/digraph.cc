#include "engine/graph/digraph.h"

#include <algorithm>
#include <cstdint>

#include "boost/graph/adjacency_list.hpp"
#include "boost/graph/breadth_first_search.hpp"
#include "boost/graph/compressed_sparse_row_graph.hpp"
#include "boost/graph/connected_components.hpp"
#include "boost/property_map/property_map.hpp"

namespace patchgraph {
namespace {

using Rows = boost::compressed_sparse_row_graph<>;
using Undirected =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
using Edges = std::vector<Digraph::Edge>;

// Parents in a breadth-first search; a node that was not reached is its own.
class ParentRecorder : public boost::default_bfs_visitor {
 public:
  explicit ParentRecorder(std::vector<int>* parents) : parents_(parents) {}

  template <typename RowEdge>
  void tree_edge(RowEdge edge, const Rows& graph) const {
    (*parents_)[boost::target(edge, graph)] =
        static_cast<int>(boost::source(edge, graph));
  }

 private:
  std::vector<int>* parents_;
};

// The parents when `graph` is searched from `from`, and the colour of each
// node: black where it was reached.
struct Search {
  std::vector<int> parents;
  std::vector<boost::default_color_type> colours;

  Search(const Rows& graph, absl::Span<const int> from)
      : parents(boost::num_vertices(graph)),
        colours(boost::num_vertices(graph), boost::white_color) {
    for (size_t node = 0; node < parents.size(); ++node) {
      parents[node] = static_cast<int>(node);
    }
    const auto index = boost::get(boost::vertex_index, graph);
    boost::queue<Rows::vertex_descriptor> waiting;
    for (const int node : from) {
      if (colours[node] != boost::white_color) continue;
      boost::breadth_first_visit(
          graph, static_cast<size_t>(node), waiting, ParentRecorder(&parents),
          boost::make_iterator_property_map(colours.begin(), index));
    }
  }

  std::vector<int> Reached() const {
    std::vector<int> reached;
    for (size_t node = 0; node < colours.size(); ++node) {
      if (colours[node] == boost::black_color) {
        reached.push_back(static_cast<int>(node));
      }
    }
    return reached;
  }
};

Rows MakeRows(int nodes, const Edges& sorted) {
  return Rows(boost::edges_are_sorted, sorted.begin(), sorted.end(),
              static_cast<size_t>(nodes));
}

Edges Sorted(absl::Span<const Digraph::Edge> edges) {
  Edges sorted(edges.begin(), edges.end());
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

Edges Reversed(const Edges& edges) {
  Edges reversed;
  reversed.reserve(edges.size());
  for (const auto& [from, to] : edges) reversed.emplace_back(to, from);
  return Sorted(reversed);
}

// Which of 64 nodes, those from `first` on, each node of `graph` leads to in
// one step or more. Sixty-four at a time takes the memory of one number a node,
// not the square of the nodes. `visit` gets each node with those that it leads
// to in one step, and with those that it leads to in two steps or more.
template <typename Visit>
void ForEachReach(const Rows& graph, int first, Visit visit) {
  const size_t nodes = boost::num_vertices(graph);
  std::vector<std::uint64_t> reach(nodes, 0);
  const auto bit = [first](size_t node) {
    const std::int64_t position = static_cast<std::int64_t>(node) - first;
    return position >= 0 && position < 64 ? std::uint64_t{1} << position
                                          : std::uint64_t{0};
  };
  for (size_t node = 0; node < nodes; ++node) {
    std::uint64_t direct = 0;
    std::uint64_t further = 0;
    const auto [begin, end] = boost::adjacent_vertices(node, graph);
    for (auto to = begin; to != end; ++to) {
      direct |= bit(*to);
      further |= reach[*to];
    }
    reach[node] = direct | further;
    visit(static_cast<int>(node), direct, further);
  }
}

}  // namespace

struct Digraph::Impl {
  int nodes;
  Edges edges;
  Rows forward;
  Rows backward;

  Impl(int count, absl::Span<const Edge> given)
      : nodes(count),
        edges(Sorted(given)),
        forward(MakeRows(count, edges)),
        backward(MakeRows(count, Reversed(edges))) {}
};

Digraph::Digraph(int nodes, absl::Span<const Edge> edges)
    : impl_(std::make_shared<const Impl>(nodes, edges)) {}

int Digraph::size() const { return impl_->nodes; }

const Edges& Digraph::edges() const { return impl_->edges; }

std::vector<int> Digraph::Needs(absl::Span<const int> from) const {
  return Search(impl_->forward, from).Reached();
}

std::vector<int> Digraph::NeededBy(absl::Span<const int> of) const {
  return Search(impl_->backward, of).Reached();
}

std::vector<int> Digraph::Layers() const {
  std::vector<int> layers(static_cast<size_t>(impl_->nodes), 0);
  // Sorted, so that the layer of what is needed is known.
  for (const auto& [from, to] : impl_->edges) {
    layers[from] = std::max(layers[from], layers[to] + 1);
  }
  return layers;
}

std::vector<int> Digraph::Islands() const {
  const auto nodes = static_cast<size_t>(impl_->nodes);
  std::vector<int> islands(nodes);
  const Undirected graph(impl_->edges.begin(), impl_->edges.end(), nodes);
  // Boost numbers components by their first node.
  boost::connected_components(graph, islands.data());
  return islands;
}

std::vector<int> Digraph::CountNeeds() const {
  std::vector<int> counts(static_cast<size_t>(impl_->nodes), 0);
  for (int first = 0; first < impl_->nodes; first += 64) {
    ForEachReach(impl_->forward, first,
                 [&](int node, std::uint64_t direct, std::uint64_t further) {
                   counts[node] += __builtin_popcountll(direct | further);
                 });
  }
  return counts;
}

std::vector<int> Digraph::CountNeededBy() const {
  std::vector<int> counts(static_cast<size_t>(impl_->nodes), 0);
  for (int first = 0; first < impl_->nodes; first += 64) {
    ForEachReach(impl_->forward, first,
                 [&](int, std::uint64_t direct, std::uint64_t further) {
                   for (std::uint64_t left = direct | further; left != 0;
                        left &= left - 1) {
                     ++counts[first + __builtin_ctzll(left)];
                   }
                 });
  }
  return counts;
}

std::vector<int> Digraph::Path(int from, int to) const {
  const Search search(impl_->forward, {from});
  if (search.colours[to] == boost::white_color) return {};
  std::vector<int> path = {to};
  while (path.back() != from) path.push_back(search.parents[path.back()]);
  std::reverse(path.begin(), path.end());
  return path;
}

Edges Digraph::Reduced() const {
  Edges kept;
  for (int first = 0; first < impl_->nodes; first += 64) {
    ForEachReach(impl_->forward, first,
                 [&](int node, std::uint64_t direct, std::uint64_t further) {
                   for (std::uint64_t left = direct & ~further; left != 0;
                        left &= left - 1) {
                     kept.emplace_back(node, first + __builtin_ctzll(left));
                   }
                 });
  }
  std::sort(kept.begin(), kept.end());
  return kept;
}

}  // namespace patchgraph
