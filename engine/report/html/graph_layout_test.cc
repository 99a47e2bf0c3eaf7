#include "engine/report/html/graph_layout.h"

#include <chrono>
#include <cmath>
#include <random>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using Edges = std::vector<std::pair<int, int>>;

// Nodes do not touch each other, what needs stands right of what it needs, and
// edges begin and end at their nodes.
void ExpectInOrder(const GraphLayout& layout, const Edges& edges) {
  const GraphLayoutSizes sizes;
  for (size_t i = 0; i < layout.nodes.size(); ++i) {
    EXPECT_GE(layout.nodes[i].x, 0);
    EXPECT_GE(layout.nodes[i].y, -1e-6);
    EXPECT_LE(layout.nodes[i].x + sizes.node_width, layout.width + 1e-6);
    EXPECT_LE(layout.nodes[i].y + sizes.node_height, layout.height + 1e-6);
    for (size_t k = 0; k < i; ++k) {
      const bool apart =
          std::abs(layout.nodes[i].x - layout.nodes[k].x) >= sizes.node_width ||
          std::abs(layout.nodes[i].y - layout.nodes[k].y) >=
              sizes.node_height + sizes.node_gap - 1e-6;
      EXPECT_TRUE(apart) << i << " and " << k;
    }
  }
  ASSERT_EQ(layout.edges.size(), edges.size());
  for (size_t e = 0; e < edges.size(); ++e) {
    const LayoutPoint from = layout.nodes[static_cast<size_t>(edges[e].first)];
    const LayoutPoint to = layout.nodes[static_cast<size_t>(edges[e].second)];
    const std::vector<LayoutPoint>& points = layout.edges[e];
    ASSERT_GE(points.size(), 2);
    EXPECT_DOUBLE_EQ(points.front().x, to.x + sizes.node_width);
    EXPECT_NEAR(points.front().y, to.y + sizes.node_height / 2, 1e-6);
    EXPECT_DOUBLE_EQ(points.back().x, from.x);
    EXPECT_NEAR(points.back().y, from.y + sizes.node_height / 2, 1e-6);
    for (size_t i = 1; i < points.size(); ++i) {
      EXPECT_GT(points[i].x, points[i - 1].x);
    }
  }
}

TEST(GraphLayoutTest, NothingToLayOut) {
  EXPECT_DOUBLE_EQ(LayOutGraph(0, {}).height, 0);
}

TEST(GraphLayoutTest, AChainIsALine) {
  const Edges edges = {{1, 0}, {2, 1}, {3, 2}};
  const GraphLayout layout = LayOutGraph(4, edges);
  ExpectInOrder(layout, edges);
  EXPECT_DOUBLE_EQ(layout.nodes[0].y, layout.nodes[3].y);
}

TEST(GraphLayoutTest, WhatManyNeedStandsInTheirMiddle) {
  const Edges edges = {{1, 0}, {2, 0}, {3, 0}};
  const GraphLayout layout = LayOutGraph(4, edges);
  ExpectInOrder(layout, edges);
  EXPECT_NEAR(layout.nodes[0].y, layout.nodes[2].y, 1e-6);
}

TEST(GraphLayoutTest, EdgesDoNotCrossWhereTheyNeedNot) {
  const Edges edges = {{2, 1}, {3, 0}, {3, 1}};
  const GraphLayout layout = LayOutGraph(4, edges);
  EXPECT_GT((layout.nodes[0].y - layout.nodes[1].y) *
                (layout.nodes[3].y - layout.nodes[2].y),
            0);
}

TEST(GraphLayoutTest, AnyGraphIsInOrder) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 60; ++round) {
    const int nodes = 2 + static_cast<int>(random() % 60);
    Edges edges;
    for (unsigned i = 0; i < random() % 90; ++i) {
      const int from = 1 + static_cast<int>(random() % (nodes - 1));
      edges.emplace_back(from, static_cast<int>(random() % from));
    }
    ExpectInOrder(LayOutGraph(nodes, edges), edges);
  }
}

TEST(GraphLayoutTest, AThousandPatchesTakeNoTime) {
  std::mt19937 random(1);
  Edges edges;
  for (int from = 1; from < 1000; ++from) {
    for (int i = 0; i < 3; ++i) {
      edges.emplace_back(
          from, std::max(0, from - 1 - static_cast<int>(random() % 30)));
    }
  }
  const auto start = std::chrono::steady_clock::now();
  ExpectInOrder(LayOutGraph(1000, edges), edges);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

}  // namespace
}  // namespace patchgraph
