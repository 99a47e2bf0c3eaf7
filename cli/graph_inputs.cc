#include "cli/graph_inputs.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/graph/dependency_finder.h"

namespace patchgraph {

absl::StatusOr<std::vector<StackDependencies>> ReadDependencies(
    const GraphArguments& arguments, const CheckInputs& inputs,
    Progress* progress) {
  FindDependenciesOptions options;
  options.fuzz = arguments.input.fuzz;
  // The counts by kind are in every answer, so that none is left out.
  options.judgement = true;
  std::vector<StackDependencies> all;
  for (const Stack& stack : inputs.stacks) {
    size_t patches = 0;
    for (const Series& layer : stack.layers) patches += layer.patches.size();
    auto dependencies = FindDependencies(stack, options, [&](int done) {
      progress->Say(absl::StrCat("looking at ", stack.name, ", patch ", done,
                                 " of ", patches));
    });
    if (!dependencies.ok()) return dependencies.status();
    all.push_back(*std::move(dependencies));
  }
  return all;
}

}  // namespace patchgraph
