// Which of some things that stand in an order need which earlier ones, and what
// is asked of that. The one place that knows Boost.Graph.

#ifndef PATCHGRAPH_ENGINE_GRAPH_DIGRAPH_H_
#define PATCHGRAPH_ENGINE_GRAPH_DIGRAPH_H_

#include <memory>
#include <utility>
#include <vector>

#include "absl/types/span.h"

namespace patchgraph {

// Nodes are 0 to size()-1. An edge {a, b} says that a needs b; b is always less
// than a, so there are no cycles, and the nodes' own order is one in which each
// comes behind what it needs. A value: copies share the graph, which never
// changes.
class Digraph {
 public:
  using Edge = std::pair<int, int>;

  // Edges may be given several times; they count once.
  Digraph(int nodes, absl::Span<const Edge> edges);

  int size() const;
  // Sorted, each once.
  const std::vector<Edge>& edges() const;

  // Every node that one of `from` needs, directly or through others, and the
  // nodes `from` themselves; in order of their numbers.
  std::vector<int> Needs(absl::Span<const int> from) const;
  // Every node that needs one of `of`, and `of` themselves.
  std::vector<int> NeededBy(absl::Span<const int> of) const;

  // For each node the number of its layer: 0 if it needs nothing, else one more
  // than the highest layer it needs. Nodes of one layer do not need each other.
  std::vector<int> Layers() const;
  // For each node the number of its island: nodes are on one island if edges
  // lead from one to the other, in whatever direction. Islands are numbered by
  // their first node.
  std::vector<int> Islands() const;
  // For each node how many nodes it needs, directly or through others.
  std::vector<int> CountNeeds() const;
  // For each node how many nodes need it, directly or through others.
  std::vector<int> CountNeededBy() const;

  // The nodes of a shortest path along edges, `from` and `to` included; empty
  // if there is none.
  std::vector<int> Path(int from, int to) const;
  // The edges that no longer path stands for (transitive reduction), sorted.
  std::vector<Edge> Reduced() const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GRAPH_DIGRAPH_H_
