#include "cli/graph_inputs.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/graph/dependency_finder.h"

namespace patchgraph {

absl::StatusOr<GraphInputs> ReadGraphInputs(const GraphArguments& arguments,
                                            const CliStreams& streams,
                                            Progress* progress) {
  GraphCache kept(arguments.input.fuzz, arguments.fresh);
  // What falls with a patch is found by taking it out.
  const bool needs_patches =
      arguments.question == GraphQuestion::kCut || !arguments.write.empty();
  const auto is_known = [&](size_t stack, const std::string& identity,
                            const std::string& git_folder) {
    return kept.Find(stack, identity, git_folder) && !needs_patches;
  };
  auto inputs = ReadCheckInputs(arguments.input, streams, progress, is_known);
  if (!inputs.ok()) return inputs.status();
  for (size_t s = 0; s < inputs->stacks.size(); ++s) {
    const KeptGraph* graph = kept.Known(s);
    if (graph == nullptr || !inputs->stacks[s].layers.empty()) continue;
    inputs->notes.insert(inputs->notes.end(), graph->notes.begin(),
                         graph->notes.end());
  }
  return GraphInputs{*std::move(inputs), std::move(kept)};
}

std::vector<PatchPlace> PlacesIn(const GraphInputs& inputs) {
  std::vector<PatchPlace> places;
  for (size_t s = 0; s < inputs.inputs.stacks.size(); ++s) {
    const KeptGraph* graph = inputs.kept.Known(s);
    const std::vector<PatchPlace> more =
        graph == nullptr ? PlacesIn(inputs.inputs.stacks[s], s)
                         : PlacesIn(graph->dependencies, s);
    places.insert(places.end(), more.begin(), more.end());
  }
  return places;
}

absl::StatusOr<std::vector<StackDependencies>> ReadDependencies(
    const GraphArguments& arguments, const GraphInputs& inputs,
    Progress* progress) {
  FindDependenciesOptions options;
  options.fuzz = arguments.input.fuzz;
  // The counts by kind are in every answer, so that none is left out.
  options.judgement = true;
  std::vector<StackDependencies> all;
  for (size_t s = 0; s < inputs.inputs.stacks.size(); ++s) {
    if (const KeptGraph* known = inputs.kept.Known(s)) {
      all.push_back(known->dependencies);
      continue;
    }
    const Stack& stack = inputs.inputs.stacks[s];
    size_t patches = 0;
    for (const Series& layer : stack.layers) patches += layer.patches.size();
    auto dependencies = FindDependencies(stack, options, [&](int done) {
      progress->Say(absl::StrCat("looking at ", stack.name, ", patch ", done,
                                 " of ", patches));
    });
    if (!dependencies.ok()) return dependencies.status();
    inputs.kept.Keep(s, {*dependencies, NotesOf(stack)});
    all.push_back(*std::move(dependencies));
  }
  return all;
}

}  // namespace patchgraph
