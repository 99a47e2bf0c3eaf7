// The dependencies of a stack as graphs: of patches, of what stands or falls as
// one, and of hunks.

#ifndef PATCHGRAPH_ENGINE_CHECK_PATCH_GRAPH_H_
#define PATCHGRAPH_ENGINE_CHECK_PATCH_GRAPH_H_

#include <set>
#include <vector>

#include "engine/graph/dependency.h"
#include "engine/graph/digraph.h"
#include "engine/graph/stack_dependencies.h"

namespace patchgraph {

// The nodes are the patches of the stack: {a, b} if a hunk of a needs one of b.
// Only dependencies of `kinds` count, here and below.
Digraph PatchGraph(const StackDependencies& stack, DependencyKinds kinds);

// A stack cut up into parts, numbered in the stack's order.
class StackParts {
 public:
  // A part is a hunk, or the change of a file as a whole.
  static StackParts Hunks(const StackDependencies& stack);
  // A part is a patch, or, of a sparse tree, a hunk: nobody can do without a
  // whole sparse tree, but a hunk of it may lose its ground.
  static StackParts PatchesAndSparseHunks(const StackDependencies& stack);

  int size() const { return static_cast<int>(patch_of_.size()); }
  int PartOf(const HunkKey& hunk) const;
  int PatchOf(int part) const { return patch_of_[part]; }
  // All parts of a patch.
  std::vector<int> PartsOf(int patch) const;

  // {a, b} if part a needs part b. Besides the dependencies, each hunk needs
  // the change of its own file as a whole: what adds or moves the file.
  Digraph Graph(const StackDependencies& stack, DependencyKinds kinds) const;

 private:
  StackParts(const StackDependencies& stack, bool cut_all);

  std::vector<int> patch_of_;
  // For each patch and file the part of the file as a whole; those of its
  // hunks follow it, where it is cut up.
  std::vector<std::vector<int>> first_part_;
  std::vector<bool> is_cut_;  // by patch
};

// What cannot stay when some patches go.
struct Fallen {
  // In the stack's order, those that were asked for included; no sparse tree
  // that was not asked for.
  std::vector<int> patches;
  // By the position of a sparse tree: how many of its hunks need what goes.
  std::vector<int> sparse_hunks;
};

// Answers WhatFalls for one stack, any number of times.
class FallFinder {
 public:
  FallFinder(const StackDependencies& stack, DependencyKinds kinds);

  // A patch falls as a whole as soon as one of its hunks needs what falls.
  Fallen WhatFalls(const std::vector<int>& patches) const;
  // For each patch how many others, without sparse trees, fall with it.
  std::vector<int> CountFalling() const;

 private:
  std::vector<bool> sparse_;
  StackParts parts_;
  Digraph graph_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_PATCH_GRAPH_H_
