#include "engine/report/graph_answers.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "engine/check/patch_graph.h"
#include "engine/report/utf8.h"

namespace patchgraph {
namespace {

DependencyKinds Both(DependencyKinds a, DependencyKinds b) {
  DependencyKinds both;
  for (const DependencyKind kind : AllDependencyKinds()) {
    if (a.Has(kind) && b.Has(kind)) both = both.With(kind);
  }
  return both;
}

const GraphPatch& PatchAt(const GraphFindings& findings, int patch) {
  return findings.dependencies->patches[patch];
}

// The levels of an answer, the surest first.
struct Level {
  const char* name;
  DependencyKinds kinds;  // with those of the levels before
};

std::vector<Level> Levels() {
  return {{"apply", DependencyKinds::ToApply()},
          {"context", DependencyKinds::OfText()},
          {"judgement", DependencyKinds::All()}};
}

void Number(const std::set<int>& patches,
            google::protobuf::RepeatedField<int>* numbers) {
  for (const int patch : patches) numbers->Add(patch + 1);
}

ClosurePatch NamePatch(const GraphFindings& findings, int patch) {
  ClosurePatch named;
  named.set_number(patch + 1);
  named.set_name(ValidUtf8(PatchAt(findings, patch).name));
  return named;
}

// Those of `patches` that `edges` lead to from (or, if `back`, from which they
// lead to) each patch.
std::map<int, std::set<int>> Links(const Digraph& graph,
                                   const std::set<int>& patches, bool back) {
  std::map<int, std::set<int>> links;
  for (const Digraph::Edge& edge : graph.edges()) {
    if (patches.count(edge.first) == 0 || patches.count(edge.second) == 0) {
      continue;
    }
    if (back) {
      links[edge.second].insert(edge.first);
    } else {
      links[edge.first].insert(edge.second);
    }
  }
  return links;
}

// Fills in what each level adds to the one before. `grow` gives the patches of
// a level, those that were asked for included.
template <typename Grow>
std::set<int> FillLevels(const GraphFindings& findings, bool back,
                         const Grow& grow, ClosureReport* report) {
  std::set<int> asked(findings.query.patches.begin(),
                      findings.query.patches.end());
  Number(asked, report->mutable_patches());
  std::set<int> so_far = asked;
  DependencyKinds before;
  for (const Level& level : Levels()) {
    const DependencyKinds kinds = Both(level.kinds, findings.query.kinds);
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
        Links(PatchGraph(*findings.dependencies, kinds), all, back);
    for (const int patch : all) {
      if (!so_far.insert(patch).second) continue;
      ClosurePatch* added = answer->add_patches();
      *added = NamePatch(findings, patch);
      const auto by = links.find(patch);
      if (by != links.end()) Number(by->second, added->mutable_by());
    }
    Number(so_far, answer->mutable_series());
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

// A shortest path by the surest kinds that have one.
std::vector<int> SurestPath(const GraphFindings& findings, int from, int to) {
  for (const Level& level : Levels()) {
    const DependencyKinds kinds = Both(level.kinds, findings.query.kinds);
    std::vector<int> path =
        PatchGraph(*findings.dependencies, kinds).Path(from, to);
    if (!path.empty()) return path;
  }
  return {};
}

std::vector<int> Common(const std::vector<int>& a, const std::vector<int>& b) {
  std::vector<int> common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(),
                        std::back_inserter(common));
  return common;
}

void FillShared(const GraphFindings& findings, int later, int earlier,
                WhyReport* why) {
  std::set<std::string> paths;
  for (const GraphFile& file : PatchAt(findings, earlier).files) {
    paths.insert(file.path);
  }
  for (const GraphFile& file : PatchAt(findings, later).files) {
    if (paths.count(file.path) > 0) {
      why->add_shared_files(ValidUtf8(file.path));
    }
  }
  const Digraph graph =
      PatchGraph(*findings.dependencies, findings.query.kinds);
  for (const int patch : Common(graph.Needs({later}), graph.Needs({earlier}))) {
    why->add_both_need(patch + 1);
  }
  for (const int patch :
       Common(graph.NeededBy({later}), graph.NeededBy({earlier}))) {
    why->add_need_both(patch + 1);
  }
}

void FillFigures(const ConflictFigures& figures,
                 ConflictFiguresReport* report) {
  report->set_files(static_cast<int>(figures.files.size()));
  report->set_regions(figures.regions);
}

}  // namespace

Verdict OutcomeOf(const GraphFindings& findings, int patch) {
  return findings.check == nullptr ? PatchAt(findings, patch).verdict
                                   : findings.check->moved[patch].verdict;
}

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
  const auto links =
      Links(PatchGraph(*findings.dependencies, findings.query.kinds), *about,
            /*back=*/true);
  for (const int patch : upstream) {
    ClosurePatch* there = report.add_upstream();
    *there = NamePatch(findings, patch);
    const auto by = links.find(patch);
    if (by != links.end()) Number(by->second, there->mutable_by());
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

WhyReport AnswerWhy(const GraphFindings& findings, std::set<int>* about) {
  const auto [earlier, later] = std::minmax(findings.query.patches.front(),
                                            findings.query.patches.back());
  WhyReport why;
  why.set_later(later + 1);
  why.set_earlier(earlier + 1);
  about->insert({later, earlier});
  for (const int patch : SurestPath(findings, later, earlier)) {
    why.add_path(patch + 1);
    about->insert(patch);
  }
  if (why.path().empty()) FillShared(findings, later, earlier, &why);
  return why;
}

CutReport AnswerCut(const GraphFindings& findings, std::set<int>* about) {
  const Cut& cut = *findings.cut;
  const std::set<int> asked(findings.query.patches.begin(),
                            findings.query.patches.end());
  CutReport report;
  Number(asked, report.mutable_patches());
  about->insert(cut.fallen.patches.begin(), cut.fallen.patches.end());
  for (size_t p = 0; p < cut.fallen.sparse_hunks.size(); ++p) {
    if (cut.fallen.sparse_hunks[p] > 0) about->insert(static_cast<int>(p));
  }
  const auto links =
      Links(PatchGraph(*findings.dependencies, findings.query.kinds), *about,
            /*back=*/false);
  for (const int patch : *about) {
    if (asked.count(patch) > 0) continue;
    ClosurePatch* falls = report.add_falls();
    *falls = NamePatch(findings, patch);
    falls->set_sparse_hunks(cut.fallen.sparse_hunks[patch]);
    const auto by = links.find(patch);
    if (by != links.end()) Number(by->second, falls->mutable_by());
  }
  report.set_patch_count(static_cast<int>(cut.fallen.patches.size()));
  report.set_hunk_count(cut.hunks);
  if (!cut.before.has_value()) return report;
  report.set_squash(findings.cut_squashed);
  FillFigures(*cut.before, report.mutable_before());
  FillFigures(*cut.after, report.mutable_after());
  for (const std::string& path : cut.before->files) {
    if (cut.after->files.count(path) == 0) {
      report.add_decided(ValidUtf8(path));
    }
  }
  for (const std::string& path : cut.after->files) {
    if (cut.before->files.count(path) == 0) report.add_added(ValidUtf8(path));
  }
  return report;
}

OrderReport AnswerOrder(const std::vector<int>& rounds) {
  OrderReport order;
  for (size_t p = 0; p < rounds.size(); ++p) {
    while (order.rounds_size() <= rounds[p]) {
      order.add_rounds()->set_number(order.rounds_size());
    }
    order.mutable_rounds(rounds[p])->add_patches(static_cast<int>(p) + 1);
  }
  return order;
}

KeystonesReport AnswerKeystones(const GraphFindings& findings,
                                const std::vector<Keystone>& keystones) {
  std::vector<std::tuple<int, int, int>> ranked;
  for (size_t p = 0; p < keystones.size(); ++p) {
    const Keystone& keystone = keystones[p];
    if (keystone.patches == 0 && keystone.conflict_hunks == 0) continue;
    ranked.emplace_back(-keystone.conflict_hunks, -keystone.patches,
                        static_cast<int>(p));
  }
  std::sort(ranked.begin(), ranked.end());
  KeystonesReport report;
  for (const auto& [conflicts, patches, p] : ranked) {
    if (PatchAt(findings, p).sparse) {
      report.add_sparse(p + 1);
    } else {
      report.add_patches(p + 1);
    }
  }
  return report;
}

IslandsReport AnswerIslands(const GraphFindings& findings,
                            const std::vector<int>& islands) {
  IslandsReport report;
  for (size_t p = 0; p < islands.size(); ++p) {
    while (report.islands_size() <= islands[p]) {
      report.add_islands()->set_number(report.islands_size());
    }
    report.mutable_islands(islands[p])->add_patches(static_cast<int>(p) + 1);
  }
  std::map<int, std::set<int>> ties;
  for (const Dependency& dependency : findings.dependencies->dependencies) {
    const int a = islands[dependency.hunk.patch];
    const int b = islands[dependency.needs.patch];
    if (a == b) continue;
    ties[a].insert(b);
    ties[b].insert(a);
  }
  for (const auto& [island, others] : ties) {
    Number(others, report.mutable_islands(island)->mutable_tied_to());
  }
  return report;
}

}  // namespace patchgraph
