// Soundness: every order that the graph allows applies and gives the same tree.
// Minimality: without any one of its edges it allows an order that does not.
// Judged by trying all the orders of generated series.

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/graph/dependency_finder.h"
#include "engine/graph/series_generator.h"
#include "engine/text/text_generator.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using Order = std::vector<int>;
using Edge = std::pair<int, int>;  // the first needs the second

StackDependencies Find(const PlainSeries& series) {
  FindDependenciesOptions options;
  options.judgement = false;
  auto found = FindDependencies(StackOf(series), options, [](int) {});
  EXPECT_TRUE(found.ok()) << found.status();
  return *std::move(found);
}

// The strongest kind that ties each two patches.
std::map<Edge, DependencyKind> PatchEdges(const StackDependencies& found,
                                          DependencyKinds kinds) {
  std::map<Edge, DependencyKind> edges;
  for (const Dependency& dependency : found.dependencies) {
    if (!kinds.Has(dependency.kind())) continue;
    const Edge edge = {dependency.hunk.patch, dependency.needs.patch};
    const auto [known, is_new] = edges.try_emplace(edge, dependency.kind());
    if (!is_new) known->second = std::min(known->second, dependency.kind());
  }
  return edges;
}

std::set<Edge> Pairs(const std::map<Edge, DependencyKind>& edges) {
  std::set<Edge> pairs;
  for (const auto& [edge, kind] : edges) pairs.insert(edge);
  return pairs;
}

bool Allows(const std::set<Edge>& edges, const Order& order) {
  std::vector<int> position(order.size());
  for (size_t i = 0; i < order.size(); ++i) {
    position[order[i]] = static_cast<int>(i);
  }
  return std::all_of(edges.begin(), edges.end(), [&](const Edge& edge) {
    return position[edge.second] < position[edge.first];
  });
}

std::vector<Order> AllOrders(size_t patches) {
  Order order(patches);
  std::iota(order.begin(), order.end(), 0);
  std::vector<Order> all;
  do {
    all.push_back(order);
  } while (std::next_permutation(order.begin(), order.end()));
  return all;
}

absl::optional<PlainTree> ApplyAll(const PlainSeries& series,
                                   const Order& order, int context) {
  absl::optional<PlainTree> tree = series.base;
  for (const int patch : order) {
    tree = ApplyPlain(*tree, series.patches[patch], context);
    if (!tree.has_value()) break;
  }
  return tree;
}

// Lines of context that an edge of this kind is about: none for what cannot be
// applied without, one for what touches, three for what was reviewed.
int ContextOf(DependencyKind kind) {
  return kind == DependencyKind::kContent ? 0
         : kind == DependencyKind::kOrder ? 1
                                          : 3;
}

struct Figures {
  int orders = 0;
  int edges = 0;
  int implied = 0;
};

// Of the graph with the edges of `kinds`, judged with `context` lines.
void CheckSeries(const PlainSeries& series, DependencyKinds kinds, int context,
                 Figures* figures) {
  const std::map<Edge, DependencyKind> edges = PatchEdges(Find(series), kinds);
  const std::set<Edge> pairs = Pairs(edges);
  const std::vector<Order> orders = AllOrders(series.patches.size());
  const absl::optional<PlainTree> expected =
      ApplyAll(series, orders.front(), context);
  ASSERT_TRUE(expected.has_value());
  for (const Order& order : orders) {
    if (!Allows(pairs, order)) continue;
    ++figures->orders;
    ASSERT_EQ(ApplyAll(series, order, context), expected)
        << "order " << absl::StrJoin(order, " ");
  }
  for (const auto& [edge, kind] : edges) {
    ++figures->edges;
    std::set<Edge> less = pairs;
    less.erase(edge);
    bool allows_more = false;
    bool fails = false;
    for (const Order& order : orders) {
      if (!Allows(less, order) || Allows(pairs, order)) continue;
      allows_more = true;
      fails = fails || ApplyAll(series, order, ContextOf(kind)) != expected;
    }
    // An edge that a path of others says as well allows nothing new.
    if (!allows_more) ++figures->implied;
    ASSERT_TRUE(fails || !allows_more) << "without " << Name(kind) << " edge "
                                       << edge.first << " -> " << edge.second;
  }
}

void CheckMany(DependencyKinds kinds, int context, int rounds) {
  const std::uint64_t seed = TestSeed(20061026);
  std::mt19937_64 random(seed);
  Figures figures;
  for (int round = 0; round < rounds; ++round) {
    const PlainSeries series = MakeSeries(&random);
    SCOPED_TRACE(
        absl::StrCat("seed ", seed, ", round ", round, "\n", Describe(series)));
    CheckSeries(series, kinds, context, &figures);
    if (testing::Test::HasFatalFailure()) return;
  }
  // The rounds are worth something only if they have edges and choices.
  EXPECT_GT(figures.edges, rounds / 2);
  EXPECT_GT(figures.orders, rounds);
  std::cout << rounds << " series, " << figures.orders << " orders, "
            << figures.edges << " edges, " << figures.implied << " implied\n";
}

TEST(DependencyOrder, AsQuiltApplies) {
  CheckMany(DependencyKinds::OfText(), 3, 4000);
}

TEST(DependencyOrder, AsAMergeApplies) {
  CheckMany(DependencyKinds::ToApply(), 1, 4000);
}

}  // namespace
}  // namespace patchgraph
