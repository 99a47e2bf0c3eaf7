// Any order that content and order edges allow, and any patch with what it
// needs alone, goes through `git cherry-pick` without a conflict.

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/git/git_test_repository.h"
#include "engine/graph/dependency_finder.h"
#include "engine/graph/digraph.h"
#include "engine/graph/series_generator.h"
#include "engine/text/text_generator.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

void Lay(const PlainTree& tree, const TestRepository& repository) {
  repository.Run("rm -rf dir");
  for (const auto& [path, file] : tree) {
    std::string text;
    for (const std::string& line : file.lines) {
      absl::StrAppend(&text, line, "\n");
    }
    repository.Write(path, text);
    if (file.executable) repository.Run(absl::StrCat("chmod +x ", path));
  }
}

Digraph GraphOf(const PlainSeries& series) {
  const auto found =
      FindDependencies(StackOf(series), FindDependenciesOptions(), [](int) {});
  EXPECT_TRUE(found.ok()) << found.status();
  std::vector<Digraph::Edge> edges;
  for (const Dependency& dependency : found->dependencies) {
    if (DependencyKinds::ToApply().Has(dependency.kind())) {
      edges.emplace_back(dependency.hunk.patch, dependency.needs.patch);
    }
  }
  return Digraph(static_cast<int>(series.patches.size()), edges);
}

// An order that the graph allows: always one of those that wait for nothing.
std::vector<int> AnyOrder(const Digraph& graph, std::mt19937_64* random) {
  std::vector<int> order;
  std::vector<bool> done(static_cast<size_t>(graph.size()), false);
  while (static_cast<int>(order.size()) < graph.size()) {
    const int next =
        static_cast<int>((*random)() % static_cast<unsigned>(graph.size()));
    if (done[next]) continue;
    const bool waits =
        std::any_of(graph.edges().begin(), graph.edges().end(),
                    [&](const Digraph::Edge& edge) {
                      return edge.first == next && !done[edge.second];
                    });
    if (waits) continue;
    done[next] = true;
    order.push_back(next);
  }
  return order;
}

// Copies are unknown to git's merge, so patches with one are not for it.
bool HasCopies(const PlainSeries& series) {
  for (const PlainPatch& patch : series.patches) {
    for (const PlainChange& change : patch) {
      if (change.kind == FileChange::Kind::kCopy) return true;
    }
  }
  return false;
}

TEST(CherryPick, NoAllowedOrderConflicts) {
  const std::uint64_t seed = TestSeed(20061026);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 40; ++round) {
    const PlainSeries series = MakeSeries(&random);
    if (HasCopies(series)) continue;
    SCOPED_TRACE(
        absl::StrCat("seed ", seed, ", round ", round, "\n", Describe(series)));
    TestRepository repository;
    // Small files would look renamed to git where they are not.
    repository.Git("config merge.renames false");
    repository.Write("other", "so that no tree is empty\n");
    Lay(series.base, repository);
    const std::string base = repository.Commit("base");
    std::vector<std::string> commits;
    PlainTree tree = series.base;
    for (const PlainPatch& patch : series.patches) {
      tree = *ApplyPlain(tree, patch, 3);
      Lay(tree, repository);
      commits.push_back(repository.Commit("patch"));
    }
    const std::string expected = repository.Git("rev-parse 'HEAD^{tree}'");
    const Digraph graph = GraphOf(series);
    const auto pick = [&](const std::vector<int>& patches) {
      repository.Git(absl::StrCat("checkout -q --detach ", base));
      repository.Git(absl::StrCat(
          "cherry-pick --allow-empty --keep-redundant-commits ",
          absl::StrJoin(patches, " ", [&](std::string* out, int patch) {
            out->append(commits[patch]);
          })));
    };
    pick(AnyOrder(graph, &random));
    EXPECT_EQ(repository.Git("rev-parse 'HEAD^{tree}'"), expected);
    for (int patch = 0; patch < graph.size(); ++patch) {
      pick(graph.Needs({patch}));
    }
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace patchgraph
