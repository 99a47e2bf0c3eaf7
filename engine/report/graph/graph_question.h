// What people ask of a dependency graph.

#ifndef PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_QUESTION_H_
#define PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_QUESTION_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/graph/dependency.h"

namespace patchgraph {

enum class GraphQuestion {
  kOverview,
  kNeeds,
  kNeededBy,
  kOrder,
  kKeystones,
  kIslands,
  kWhy,
  kCut,
};

// The name in JSON. Never changes.
absl::string_view Name(GraphQuestion question);

// The kinds of dependencies that count where nobody chose any:
//   needs, needed-by, why          all: the answer keeps them apart
//   overview, order, islands       those that follow from the lines
//   keystones, cut                 those that git needs to apply a patch
DependencyKinds DefaultKinds(GraphQuestion question);

// A question to one stack.
struct GraphQuery {
  GraphQuestion question = GraphQuestion::kOverview;
  DependencyKinds kinds = DefaultKinds(GraphQuestion::kOverview);
  // What it is about: positions in the stack. Of kWhy two; none for questions
  // about all patches.
  std::vector<int> patches;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_QUESTION_H_
