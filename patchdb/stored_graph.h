// A dependency graph as bytes, and back.

#ifndef PATCHGRAPH_PATCHDB_STORED_GRAPH_H_
#define PATCHGRAPH_PATCHDB_STORED_GRAPH_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/graph/stack_dependencies.h"

namespace patchgraph {

// Raised with every change of the bytes, and of what FindDependencies() finds:
// a test holds the graphs of generated series against it.
constexpr int kGraphVersion = 1;

struct KeptGraph {
  StackDependencies dependencies;
  // What people should know of how the stack was read: see Series::notes.
  std::vector<std::string> notes;
};

std::string EncodeGraph(const KeptGraph& graph);

// nullopt for bytes that are no graph: of another make, cut off, or with a
// dependency on something that is not there.
absl::optional<KeptGraph> DecodeGraph(absl::string_view bytes);

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_STORED_GRAPH_H_
