// `graph --needs PATCH --write DIR`: the smallest series as files.

#ifndef PATCHGRAPH_CLI_GRAPH_WRITE_H_
#define PATCHGRAPH_CLI_GRAPH_WRITE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/graph_arguments.h"
#include "engine/graph/stack_dependencies.h"
#include "engine/model/stack.h"
#include "engine/model/tree.h"

namespace patchgraph {

struct WrittenSeries {
  // What was written, and what could not be, for people.
  std::vector<std::string> notes;
  bool complete = true;  // nothing that is needed is left out
};

// Writes `patches` (positions in the stack) and what they need into `folder`:
// made to go onto the stack's base or, where it is not null, onto `onto`. What
// is there already is not written, and where that is all there is no folder.
// Only dependencies that `arguments` name count, or those that git needs where
// none are named. Nothing is written where anything is in the folder already.
absl::StatusOr<WrittenSeries> WriteNeeds(
    const GraphArguments& arguments, const Stack& stack,
    const StackDependencies& dependencies, const std::vector<int>& patches,
    const std::shared_ptr<const Tree>& onto, const std::string& folder);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_GRAPH_WRITE_H_
