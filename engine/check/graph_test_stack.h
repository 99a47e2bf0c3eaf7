// Dependencies in a few lines, for the tests of graphs.

#ifndef PATCHGRAPH_ENGINE_CHECK_GRAPH_TEST_STACK_H_
#define PATCHGRAPH_ENGINE_CHECK_GRAPH_TEST_STACK_H_

#include <string>
#include <vector>

#include "engine/graph/stack_dependencies.h"

namespace patchgraph {

// Each patch changes one file, "f.c", with some hunks.
class DependenciesOf {
 public:
  DependenciesOf() {
    stack_.stack = "stack";
    stack_.base = "base";
  }

  DependenciesOf& Patch(const std::string& name, int hunks = 1) {
    GraphPatch patch;
    patch.name = name;
    patch.layer = "patches";
    patch.files = {{"f.c", hunks}};
    stack_.patches.push_back(patch);
    return *this;
  }

  DependenciesOf& Sparse(const std::string& name, int hunks) {
    Patch(name, hunks);
    stack_.patches.back().layer = name;
    stack_.patches.back().sparse = true;
    return *this;
  }

  // Hunk `hunk` of patch `from` needs hunk `needs_hunk` of patch `to`.
  DependenciesOf& Need(int from, int to,
                       DependencyReason reason = DependencyReason::kRewrites,
                       int hunk = 0, int needs_hunk = 0) {
    Dependency dependency;
    dependency.hunk = {from, 0, hunk};
    dependency.needs = {to, 0, needs_hunk};
    dependency.reason = reason;
    dependency.path = "f.c";
    dependency.lines = {11, 14};
    stack_.dependencies.push_back(dependency);
    return *this;
  }

  StackDependencies& stack() { return stack_; }

 private:
  StackDependencies stack_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_GRAPH_TEST_STACK_H_
