// What the answers about patches have in common.

#ifndef PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_ANSWER_PARTS_H_
#define PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_ANSWER_PARTS_H_

#include <map>
#include <set>
#include <vector>

#include "engine/graph/dependency.h"
#include "engine/graph/digraph.h"
#include "engine/report/graph/graph_report.h"

namespace patchgraph {

// The kinds that are in both.
DependencyKinds KindsInBoth(DependencyKinds a, DependencyKinds b);

// The levels of an answer, the surest first.
struct AnswerLevel {
  const char* name;
  DependencyKinds kinds;  // with those of the levels before
};

std::vector<AnswerLevel> AnswerLevels();

const GraphPatch& PatchAt(const GraphFindings& findings, int patch);
// With its number and its name.
ClosurePatch NamePatch(const GraphFindings& findings, int patch);
// Appends positions as numbers from 1.
void AppendNumbers(const std::set<int>& patches,
                   google::protobuf::RepeatedField<int>* numbers);

// For each of `patches` those of them that it needs directly; if `back`, those
// that need it.
std::map<int, std::set<int>> LinksAmong(const Digraph& graph,
                                        const std::set<int>& patches,
                                        bool back);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_ANSWER_PARTS_H_
