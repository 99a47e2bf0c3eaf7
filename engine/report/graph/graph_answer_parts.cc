#include "engine/report/graph/graph_answer_parts.h"

#include "engine/report/utf8.h"

namespace patchgraph {

DependencyKinds KindsInBoth(DependencyKinds a, DependencyKinds b) {
  DependencyKinds both;
  for (const DependencyKind kind : AllDependencyKinds()) {
    if (a.Has(kind) && b.Has(kind)) both = both.With(kind);
  }
  return both;
}

const GraphPatch& PatchAt(const GraphFindings& findings, int patch) {
  return findings.dependencies->patches[patch];
}

std::vector<AnswerLevel> AnswerLevels() {
  return {{"apply", DependencyKinds::ToApply()},
          {"context", DependencyKinds::OfText()},
          {"judgement", DependencyKinds::All()}};
}

void AppendNumbers(const std::set<int>& patches,
                   google::protobuf::RepeatedField<int>* numbers) {
  for (const int patch : patches) numbers->Add(patch + 1);
}

ClosurePatch NamePatch(const GraphFindings& findings, int patch) {
  ClosurePatch named;
  named.set_number(patch + 1);
  named.set_name(ValidUtf8(PatchAt(findings, patch).name));
  return named;
}

std::map<int, std::set<int>> LinksAmong(const Digraph& graph,
                                        const std::set<int>& patches,
                                        bool back) {
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

}  // namespace patchgraph
