#include "engine/check/patch_graph.h"

#include <random>
#include <set>

#include "engine/check/graph_test_stack.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

constexpr auto kRewrites = DependencyReason::kRewrites;

TEST(PatchGraph, HasAnEdgeForTheKindsThatCount) {
  DependenciesOf stack;
  stack.Patch("a").Patch("b").Patch("c");
  stack.Need(1, 0).Need(2, 0, DependencyReason::kNear);
  EXPECT_THAT(PatchGraph(stack.stack(), DependencyKinds::ToApply()).edges(),
              ElementsAre(Pair(1, 0)));
  EXPECT_THAT(PatchGraph(stack.stack(), DependencyKinds::OfText()).edges(),
              ElementsAre(Pair(1, 0), Pair(2, 0)));
}

TEST(StackParts, AreTheHunksAndTheFileAsAWhole) {
  DependenciesOf stack;
  stack.Patch("a", 2).Patch("b", 1);
  const StackParts parts = StackParts::Hunks(stack.stack());
  EXPECT_EQ(parts.size(), 5);
  EXPECT_EQ(parts.PartOf({0, 0, -1}), 0);
  EXPECT_EQ(parts.PartOf({0, 0, 1}), 2);
  EXPECT_EQ(parts.PartOf({1, 0, 0}), 4);
  EXPECT_EQ(parts.PatchOf(2), 0);
  EXPECT_THAT(parts.PartsOf(1), ElementsAre(3, 4));
}

TEST(StackParts, OnlySparseTreesAreCutUpWherePatchesStayWhole) {
  DependenciesOf stack;
  stack.Patch("a", 2).Sparse("tree", 2);
  const StackParts parts = StackParts::PatchesAndSparseHunks(stack.stack());
  EXPECT_THAT(parts.PartsOf(0), ElementsAre(0));
  EXPECT_THAT(parts.PartsOf(1), ElementsAre(1, 2, 3));
  EXPECT_EQ(parts.PartOf({0, 0, 1}), 0);
  EXPECT_EQ(parts.PartOf({1, 0, -1}), 1);
}

TEST(StackParts, AHunkNeedsItsOwnFile) {
  DependenciesOf stack;
  stack.Patch("a").Patch("b");
  stack.Need(1, 0, DependencyReason::kNeedsFile, -1, -1);
  const StackParts parts = StackParts::Hunks(stack.stack());
  const Digraph graph = parts.Graph(stack.stack(), DependencyKinds::ToApply());
  EXPECT_THAT(graph.Needs({parts.PartOf({1, 0, 0})}), ElementsAre(0, 2, 3));
}

TEST(FallFinder, APatchFallsAsAWhole) {
  DependenciesOf stack;
  stack.Patch("a").Patch("b", 2).Patch("c").Patch("d");
  // c needs the hunk of b that does not need a.
  stack.Need(1, 0, kRewrites, 0).Need(2, 1, kRewrites, 0, 1);
  const FallFinder finder(stack.stack(), DependencyKinds::ToApply());
  EXPECT_THAT(finder.WhatFalls({0}).patches, ElementsAre(0, 1, 2));
  EXPECT_THAT(finder.CountFalling(), ElementsAre(2, 1, 0, 0));
}

TEST(FallFinder, ASparseTreeLosesHunksAndStays) {
  DependenciesOf stack;
  stack.Patch("a").Patch("b").Sparse("tree", 3).Patch("c");
  stack.Need(2, 0, kRewrites, 0).Need(2, 0, kRewrites, 1);
  stack.Need(2, 1, kRewrites, 2).Need(3, 2, kRewrites, 0, 1);
  const FallFinder finder(stack.stack(), DependencyKinds::ToApply());
  // c stands on a hunk of the tree that stands on a.
  const Fallen with_a = finder.WhatFalls({0});
  EXPECT_THAT(with_a.patches, ElementsAre(0, 3));
  EXPECT_THAT(with_a.sparse_hunks, ElementsAre(0, 0, 2, 0));
  const Fallen with_b = finder.WhatFalls({1});
  EXPECT_THAT(with_b.patches, ElementsAre(1));
  EXPECT_THAT(with_b.sparse_hunks, ElementsAre(0, 0, 1, 0));
  EXPECT_THAT(finder.CountFalling(), ElementsAre(1, 0, 1, 0));
}

TEST(FallFinder, ASparseTreeThatIsAskedForGoes) {
  DependenciesOf stack;
  stack.Patch("a").Sparse("tree", 2);
  const Fallen fallen =
      FallFinder(stack.stack(), DependencyKinds::ToApply()).WhatFalls({1});
  EXPECT_THAT(fallen.patches, ElementsAre(1));
  EXPECT_THAT(fallen.sparse_hunks, ElementsAre(0, 0));
}

TEST(FallFinder, AnEmptyStackHasNothingThatFalls) {
  const StackDependencies none;
  const FallFinder finder(none, DependencyKinds::All());
  EXPECT_THAT(finder.CountFalling(), IsEmpty());
  EXPECT_THAT(finder.WhatFalls({}).patches, IsEmpty());
}

// What falls, found the obvious way: go round until nothing is added.
std::set<int> FallsSlowly(const StackDependencies& stack, int patch) {
  std::set<int> patches = {patch};
  std::set<std::pair<int, int>> sparse_hunks;
  const auto falls = [&](const HunkKey& hunk) {
    return patches.count(hunk.patch) > 0 ||
           sparse_hunks.count({hunk.patch, hunk.hunk}) > 0;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (const Dependency& dependency : stack.dependencies) {
      if (!falls(dependency.needs) || falls(dependency.hunk)) continue;
      changed = true;
      if (stack.patches[dependency.hunk.patch].sparse) {
        sparse_hunks.emplace(dependency.hunk.patch, dependency.hunk.hunk);
      } else {
        patches.insert(dependency.hunk.patch);
      }
    }
  }
  return patches;
}

TEST(FallFinder, AgreesWithTheSlowWay) {
  constexpr unsigned kSeed = 20061019;
  std::mt19937 random(kSeed);
  for (int round = 0; round < 300; ++round) {
    SCOPED_TRACE(testing::Message() << "seed " << kSeed << ", round " << round);
    DependenciesOf stack;
    const int patches = 2 + static_cast<int>(random() % 8);
    for (int p = 0; p < patches; ++p) {
      if (random() % 4 == 0) {
        stack.Sparse("tree", 3);
      } else {
        stack.Patch("patch", 3);
      }
    }
    const auto edges = static_cast<int>(random() % 12);
    for (int e = 0; e < edges; ++e) {
      const int from = 1 + static_cast<int>(random() % (patches - 1));
      const int to = static_cast<int>(random() % from);
      stack.Need(from, to, kRewrites, static_cast<int>(random() % 3),
                 static_cast<int>(random() % 3));
    }
    const FallFinder finder(stack.stack(), DependencyKinds::ToApply());
    for (int p = 0; p < patches; ++p) {
      const std::vector<int> found = finder.WhatFalls({p}).patches;
      EXPECT_EQ(std::set<int>(found.begin(), found.end()),
                FallsSlowly(stack.stack(), p));
    }
  }
}

}  // namespace
}  // namespace patchgraph
