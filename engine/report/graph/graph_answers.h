// The answers to the questions about a graph.

#ifndef PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_ANSWERS_H_
#define PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_ANSWERS_H_

#include <set>
#include <vector>

#include "engine/check/keystones.h"
#include "engine/report/graph/graph_report.h"

namespace patchgraph {

// The verdict on the target; without one on the base.
Verdict OutcomeOf(const GraphFindings& findings, int patch);

// Patches in the messages are counted from 1. Each of these fills in one answer
// and adds the positions of the patches that it speaks of to `about`.
ClosureReport AnswerNeeds(const GraphFindings& findings, std::set<int>* about);
ClosureReport AnswerNeededBy(const GraphFindings& findings,
                             std::set<int>* about);
WhyReport AnswerWhy(const GraphFindings& findings, std::set<int>* about);
CutReport AnswerCut(const GraphFindings& findings, std::set<int>* about);

// These speak of all patches.
OrderReport AnswerOrder(const std::vector<int>& rounds);
KeystonesReport AnswerKeystones(const GraphFindings& findings,
                                const std::vector<Keystone>& keystones);
IslandsReport AnswerIslands(const GraphFindings& findings,
                            const std::vector<int>& islands);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_ANSWERS_H_
