#include "engine/report/graph/graph_answers.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <tuple>

#include "engine/check/patch_graph.h"
#include "engine/report/graph/graph_answer_parts.h"
#include "engine/report/utf8.h"

namespace patchgraph {
namespace {

// A shortest path by the surest kinds that have one.
std::vector<int> SurestPath(const GraphFindings& findings, int from, int to) {
  for (const AnswerLevel& level : AnswerLevels()) {
    const DependencyKinds kinds =
        KindsInBoth(level.kinds, findings.query.kinds);
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
  AppendNumbers(asked, report.mutable_patches());
  about->insert(cut.fallen.patches.begin(), cut.fallen.patches.end());
  for (size_t p = 0; p < cut.fallen.sparse_hunks.size(); ++p) {
    if (cut.fallen.sparse_hunks[p] > 0) about->insert(static_cast<int>(p));
  }
  const auto links = LinksAmong(
      PatchGraph(*findings.dependencies, findings.query.kinds), *about,
      /*back=*/false);
  for (const int patch : *about) {
    if (asked.count(patch) > 0) continue;
    ClosurePatch* falls = report.add_falls();
    *falls = NamePatch(findings, patch);
    falls->set_sparse_hunks(cut.fallen.sparse_hunks[patch]);
    const auto by = links.find(patch);
    if (by != links.end()) AppendNumbers(by->second, falls->mutable_by());
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
    AppendNumbers(others, report.mutable_islands(island)->mutable_tied_to());
  }
  return report;
}

}  // namespace patchgraph
