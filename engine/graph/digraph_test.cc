#include "engine/graph/digraph.h"

#include <algorithm>
#include <random>
#include <set>
#include <vector>

#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using Edges = std::vector<Digraph::Edge>;
using Nodes = std::vector<int>;

//   0 <- 1 <- 3      4 <- 5      6
//   0 <- 2 <- 3
const Edges kDiamond = {{1, 0}, {2, 0}, {3, 1}, {3, 2}, {5, 4}};

TEST(Digraph, WhatANodeNeeds) {
  const Digraph graph(7, kDiamond);
  EXPECT_EQ(graph.Needs({3}), Nodes({0, 1, 2, 3}));
  EXPECT_EQ(graph.Needs({1}), Nodes({0, 1}));
  EXPECT_EQ(graph.Needs({1, 5}), Nodes({0, 1, 4, 5}));
  EXPECT_EQ(graph.Needs({6}), Nodes({6}));
  EXPECT_EQ(graph.Needs({}), Nodes());
}

TEST(Digraph, WhatNeedsANode) {
  const Digraph graph(7, kDiamond);
  EXPECT_EQ(graph.NeededBy({0}), Nodes({0, 1, 2, 3}));
  EXPECT_EQ(graph.NeededBy({3, 4}), Nodes({3, 4, 5}));
  EXPECT_EQ(graph.CountNeededBy(), Nodes({3, 1, 1, 0, 1, 0, 0}));
}

TEST(Digraph, Layers) {
  EXPECT_EQ(Digraph(7, kDiamond).Layers(), Nodes({0, 1, 1, 2, 0, 1, 0}));
}

TEST(Digraph, Islands) {
  EXPECT_EQ(Digraph(7, kDiamond).Islands(), Nodes({0, 0, 0, 0, 1, 1, 2}));
}

TEST(Digraph, APathIsAShortestOne) {
  const Digraph graph(5, {{1, 0}, {2, 1}, {3, 2}, {4, 3}, {4, 1}});
  EXPECT_EQ(graph.Path(4, 0), Nodes({4, 1, 0}));
  EXPECT_EQ(graph.Path(4, 4), Nodes({4}));
  EXPECT_EQ(graph.Path(0, 4), Nodes());
}

TEST(Digraph, ReductionLeavesOutWhatAPathSays) {
  const Digraph graph(4, {{1, 0}, {2, 1}, {2, 0}, {3, 2}, {3, 0}, {3, 2}});
  EXPECT_EQ(graph.edges().size(), 5);  // one was given twice
  EXPECT_EQ(graph.Reduced(), Edges({{1, 0}, {2, 1}, {3, 2}}));
}

TEST(Digraph, NoNodes) {
  const Digraph graph(0, {});
  EXPECT_EQ(graph.Layers(), Nodes());
  EXPECT_EQ(graph.Islands(), Nodes());
  EXPECT_EQ(graph.Reduced(), Edges());
}

// Reachability by repeated steps, the slow and obvious way.
std::vector<std::set<int>> ReachOf(int nodes, const Edges& edges) {
  std::vector<std::set<int>> reach(nodes);
  for (bool grew = true; grew;) {
    grew = false;
    for (const auto& [from, to] : edges) {
      const size_t before = reach[from].size();
      reach[from].insert(to);
      reach[from].insert(reach[to].begin(), reach[to].end());
      grew = grew || reach[from].size() > before;
    }
  }
  return reach;
}

TEST(Digraph, AgreesWithRepeatedSteps) {
  const unsigned seed = 20061026;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    const int nodes = 1 + static_cast<int>(random() % 150);
    Edges edges;
    for (int i = static_cast<int>(random() % static_cast<unsigned>(2 * nodes));
         i > 0; --i) {
      const int a = static_cast<int>(random() % nodes);
      const int b = static_cast<int>(random() % nodes);
      if (a != b) edges.emplace_back(std::max(a, b), std::min(a, b));
    }
    const Digraph graph(nodes, edges);
    const std::vector<std::set<int>> reach = ReachOf(nodes, edges);
    Nodes needs_count;
    Nodes needed_by(nodes, 0);
    for (int node = 0; node < nodes; ++node) {
      std::set<int> expected = reach[node];
      for (const int other : expected) ++needed_by[other];
      needs_count.push_back(static_cast<int>(expected.size()));
      expected.insert(node);
      const Nodes needs = graph.Needs({node});
      ASSERT_EQ(std::set<int>(needs.begin(), needs.end()), expected);
      for (int other = 0; other < nodes; ++other) {
        ASSERT_EQ(!graph.Path(node, other).empty(), expected.count(other) > 0);
      }
    }
    ASSERT_EQ(graph.CountNeededBy(), needed_by);
    ASSERT_EQ(graph.CountNeeds(), needs_count);
    // The reduction says the same, and none of its edges can go.
    const Edges reduced = graph.Reduced();
    ASSERT_EQ(ReachOf(nodes, reduced), reach);
    for (size_t i = 0; i < reduced.size(); ++i) {
      Edges less = reduced;
      less.erase(less.begin() + static_cast<std::ptrdiff_t>(i));
      ASSERT_EQ(ReachOf(nodes, less)[reduced[i].first].count(reduced[i].second),
                0);
    }
  }
}

}  // namespace
}  // namespace patchgraph
