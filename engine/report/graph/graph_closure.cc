// What a patch needs, and what needs it.

#include <algorithm>
#include <map>
#include <string>

#include "engine/check/patch_graph.h"
#include "engine/report/graph/graph_answer_parts.h"
#include "engine/report/graph/graph_answers.h"

namespace patchgraph {
namespace {

// Fills in what each level adds to the one before. `grow` gives the patches of
// a level, those that were asked for included.
template <typename Grow>
std::set<int> FillLevels(const GraphFindings& findings, bool back,
                         const Grow& grow, ClosureReport* report) {
  std::set<int> asked(findings.query.patches.begin(),
                      findings.query.patches.end());
  AppendNumbers(asked, report->mutable_patches());
  std::set<int> so_far = asked;
  DependencyKinds before;
  for (const AnswerLevel& level : AnswerLevels()) {
    const DependencyKinds kinds =
        KindsInBoth(level.kinds, findings.query.kinds);
    ClosureLevel* answer = report->add_levels();
    answer->set_name(level.name);
    for (const DependencyKind kind : AllDependencyKinds()) {
      if (kinds.Has(kind) && !before.Has(kind)) {
        answer->add_kinds(std::string(Name(kind)));
      }
    }
    before = kinds;
    const std::set<int> all = grow(kinds);
    const auto links =
        LinksAmong(PatchGraph(*findings.dependencies, kinds), all, back);
    for (const int patch : all) {
      if (!so_far.insert(patch).second) continue;
      ClosurePatch* added = answer->add_patches();
      *added = NamePatch(findings, patch);
      const auto by = links.find(patch);
      if (by != links.end()) AppendNumbers(by->second, added->mutable_by());
    }
    AppendNumbers(so_far, answer->mutable_series());
  }
  return so_far;
}

// The graph in which what the target has already needs nothing, unless it was
// asked for.
Digraph WithoutUpstreamNeeds(const GraphFindings& findings,
                             const Digraph& all) {
  const std::vector<int>& asked = findings.query.patches;
  std::vector<Digraph::Edge> edges;
  for (const Digraph::Edge& edge : all.edges()) {
    const bool was_asked =
        std::find(asked.begin(), asked.end(), edge.first) != asked.end();
    if (was_asked || OutcomeOf(findings, edge.first) != Verdict::kUpstream) {
      edges.push_back(edge);
    }
  }
  return Digraph(all.size(), edges);
}

}  // namespace

ClosureReport AnswerNeeds(const GraphFindings& findings, std::set<int>* about) {
  const std::vector<int>& asked = findings.query.patches;
  ClosureReport report;
  std::set<int> upstream;
  const bool moved = findings.check != nullptr;
  const auto grow = [&](DependencyKinds kinds) {
    const Digraph all = PatchGraph(*findings.dependencies, kinds);
    const Digraph graph = moved ? WithoutUpstreamNeeds(findings, all) : all;
    std::set<int> patches(asked.begin(), asked.end());
    for (const int patch : graph.Needs(asked)) {
      const bool there =
          moved && OutcomeOf(findings, patch) == Verdict::kUpstream;
      if (there && patches.count(patch) == 0) {
        upstream.insert(patch);
      } else {
        patches.insert(patch);
      }
    }
    return patches;
  };
  *about = FillLevels(findings, /*back=*/true, grow, &report);
  about->insert(upstream.begin(), upstream.end());
  const auto links = LinksAmong(
      PatchGraph(*findings.dependencies, findings.query.kinds), *about,
      /*back=*/true);
  for (const int patch : upstream) {
    ClosurePatch* there = report.add_upstream();
    *there = NamePatch(findings, patch);
    const auto by = links.find(patch);
    if (by != links.end()) AppendNumbers(by->second, there->mutable_by());
  }
  return report;
}

ClosureReport AnswerNeededBy(const GraphFindings& findings,
                             std::set<int>* about) {
  const std::vector<int>& asked = findings.query.patches;
  ClosureReport report;
  std::vector<int> sparse_hunks(findings.dependencies->patches.size(), 0);
  const auto grow = [&](DependencyKinds kinds) {
    const Fallen fallen =
        FallFinder(*findings.dependencies, kinds).WhatFalls(asked);
    std::set<int> patches(fallen.patches.begin(), fallen.patches.end());
    for (size_t p = 0; p < fallen.sparse_hunks.size(); ++p) {
      if (fallen.sparse_hunks[p] == 0) continue;
      patches.insert(static_cast<int>(p));
      // The level that brings a sparse tree in says how much of it.
      if (sparse_hunks[p] == 0) sparse_hunks[p] = fallen.sparse_hunks[p];
    }
    return patches;
  };
  *about = FillLevels(findings, /*back=*/false, grow, &report);
  for (ClosureLevel& level : *report.mutable_levels()) {
    for (ClosurePatch& patch : *level.mutable_patches()) {
      patch.set_sparse_hunks(sparse_hunks[patch.number() - 1]);
    }
  }
  return report;
}

}  // namespace patchgraph
