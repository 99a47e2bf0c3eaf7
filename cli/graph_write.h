// `graph --needs PATCH --write DIR`: the smallest series as files.

#ifndef PATCHGRAPH_CLI_GRAPH_WRITE_H_
#define PATCHGRAPH_CLI_GRAPH_WRITE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/graph_arguments.h"
#include "engine/model/stack.h"
#include "engine/model/tree.h"
#include "engine/report/graph/graph.pb.h"

namespace patchgraph {

struct WrittenSeries {
  // What was written, and what could not be, for people.
  std::vector<std::string> notes;
  bool complete = true;  // nothing that is needed is left out
};

// Writes the series that `answer`, which is about `stack`, says is needed into
// `folder`: made to go onto the stack's base or, where it is not null, onto
// `onto`. It is what the kinds that `arguments` name ask for, or, where none
// are named, what git needs. What is there already is not written, and where
// that is all there is no folder. Nothing is written where anything is in the
// folder already.
absl::StatusOr<WrittenSeries> WriteNeeds(
    const GraphArguments& arguments, const Stack& stack,
    const StackGraphReport& answer, const std::shared_ptr<const Tree>& onto,
    const std::string& folder);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_GRAPH_WRITE_H_
