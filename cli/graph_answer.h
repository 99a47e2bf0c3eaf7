// A question about the graph of some stacks, answered.

#ifndef PATCHGRAPH_CLI_GRAPH_ANSWER_H_
#define PATCHGRAPH_CLI_GRAPH_ANSWER_H_

#include <vector>

#include "absl/status/statusor.h"
#include "cli/check_inputs.h"
#include "cli/graph_arguments.h"
#include "cli/graph_inputs.h"
#include "cli/progress.h"
#include "engine/graph/stack_dependencies.h"
#include "engine/report/graph/graph.pb.h"

namespace patchgraph {

// The question's patches in each stack: positions in it. Stacks that it is not
// about are not in the list; of a question about all patches all of them are.
struct StackQuestion {
  size_t stack = 0;
  std::vector<int> patches;
};

// InvalidArgument where a name fits no patch or several, or --why names two of
// different stacks.
absl::StatusOr<std::vector<StackQuestion>> FindQuestions(
    const GraphArguments& arguments, const GraphInputs& inputs);

// `dependencies` are those of `inputs.stacks`. Moves the stacks to the target,
// where there is one.
absl::StatusOr<GraphReport> AnswerGraph(
    const GraphArguments& arguments, const CheckInputs& inputs,
    const std::vector<StackQuestion>& questions,
    const std::vector<StackDependencies>& dependencies, Progress* progress);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_GRAPH_ANSWER_H_
