// The answer to a question about a dependency graph as one message: what
// `--json` prints, and what text and pictures are made from.

#ifndef PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_REPORT_H_
#define PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_REPORT_H_

#include <string>

#include "absl/types/span.h"
#include "engine/check/check.h"
#include "engine/check/cut.h"
#include "engine/graph/stack_dependencies.h"
#include "engine/report/graph/graph.pb.h"
#include "engine/report/graph/graph_question.h"

namespace patchgraph {

// All that is known of one stack. Nothing is owned.
struct GraphFindings {
  GraphQuery query;
  const StackDependencies* dependencies = nullptr;
  // The stack moved to the target patch by patch; null without a target.
  const StackCheck* check = nullptr;
  // Of kCut alone.
  const Cut* cut = nullptr;
  bool cut_squashed = false;
};

// `stacks` were all asked the same. `onto` is the target as it was named. All
// text in the report is valid UTF-8.
GraphReport MakeGraphReport(absl::Span<const GraphFindings> stacks,
                            const std::string& onto);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_REPORT_H_
