// All that is known of the dependencies in a stack: what the questions of
// `patchgraph graph` are answered from, and what is kept between two runs.

#ifndef PATCHGRAPH_ENGINE_GRAPH_STACK_DEPENDENCIES_H_
#define PATCHGRAPH_ENGINE_GRAPH_STACK_DEPENDENCIES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "engine/apply/patch_step.h"
#include "engine/graph/dependency.h"
#include "engine/model/verdict.h"

namespace patchgraph {

// A change of one file, as far as the answers name it.
struct GraphFile {
  std::string path;  // after the patch; before it, where the patch deletes it
  int hunks = 0;     // those that went in, and those that did not
};

struct GraphPatch {
  std::string name;
  std::string layer;
  std::string subject;
  std::string source;  // the file it was read from; of a commit its whole id
  bool sparse = false;
  Verdict verdict = Verdict::kClean;  // on the stack's own base
  std::vector<GraphFile> files;       // HunkKey::file is a position in it
};

// What could not be applied to the stack's own base, and so has no part in the
// graph.
struct GraphLeftOut {
  HunkKey part;  // hunk -1: the file's change as a whole
  std::string path;
  std::string message;
};

struct StackDependencies {
  std::string stack;
  std::string base;                 // the name of the base tree
  std::vector<GraphPatch> patches;  // HunkKey::patch is a position in it
  // By `hunk`, then by `needs`, each in the stack's order. `needs` is always
  // of an earlier patch, so there are no cycles. For each two hunks: of
  // the reasons that follow from the lines the strongest, and one of each
  // reason that is a judgement.
  std::vector<Dependency> dependencies;
  std::vector<GraphLeftOut> left_out;
};

// Internal, with the hunks named, if a dependency leads to a patch that is not
// earlier: only so could there be a cycle.
absl::Status CheckNoCycle(const StackDependencies& stack);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GRAPH_STACK_DEPENDENCIES_H_
