#include "engine/check/patch_graph.h"

#include <algorithm>

namespace patchgraph {

Digraph PatchGraph(const StackDependencies& stack, DependencyKinds kinds) {
  std::vector<Digraph::Edge> edges;
  for (const Dependency& dependency : stack.dependencies) {
    if (!kinds.Has(dependency.kind())) continue;
    edges.emplace_back(dependency.hunk.patch, dependency.needs.patch);
  }
  return Digraph(static_cast<int>(stack.patches.size()), edges);
}

StackParts::StackParts(const StackDependencies& stack, bool cut_all) {
  for (size_t p = 0; p < stack.patches.size(); ++p) {
    const GraphPatch& patch = stack.patches[p];
    const bool cut = cut_all || patch.sparse;
    const int number = static_cast<int>(p);
    is_cut_.push_back(cut);
    first_part_.emplace_back();
    if (!cut) {
      first_part_.back().assign(std::max<size_t>(patch.files.size(), 1),
                                size());
      patch_of_.push_back(number);
      continue;
    }
    for (const GraphFile& file : patch.files) {
      first_part_.back().push_back(size());
      patch_of_.insert(patch_of_.end(), 1 + file.hunks, number);
    }
  }
}

StackParts StackParts::Hunks(const StackDependencies& stack) {
  return StackParts(stack, /*cut_all=*/true);
}

StackParts StackParts::PatchesAndSparseHunks(const StackDependencies& stack) {
  return StackParts(stack, /*cut_all=*/false);
}

int StackParts::PartOf(const HunkKey& hunk) const {
  const int first = first_part_[hunk.patch][hunk.file];
  return is_cut_[hunk.patch] ? first + 1 + hunk.hunk : first;
}

std::vector<int> StackParts::PartsOf(int patch) const {
  std::vector<int> parts;
  const auto range =
      std::equal_range(patch_of_.begin(), patch_of_.end(), patch);
  for (auto part = range.first; part != range.second; ++part) {
    parts.push_back(static_cast<int>(part - patch_of_.begin()));
  }
  return parts;
}

Digraph StackParts::Graph(const StackDependencies& stack,
                          DependencyKinds kinds) const {
  std::vector<Digraph::Edge> edges;
  for (size_t p = 0; p < stack.patches.size(); ++p) {
    if (!is_cut_[p]) continue;
    const std::vector<GraphFile>& files = stack.patches[p].files;
    for (size_t f = 0; f < files.size(); ++f) {
      const int whole = first_part_[p][f];
      for (int hunk = 1; hunk <= files[f].hunks; ++hunk) {
        edges.emplace_back(whole + hunk, whole);
      }
    }
  }
  for (const Dependency& dependency : stack.dependencies) {
    if (!kinds.Has(dependency.kind())) continue;
    edges.emplace_back(PartOf(dependency.hunk), PartOf(dependency.needs));
  }
  return Digraph(size(), edges);
}

FallFinder::FallFinder(const StackDependencies& stack, DependencyKinds kinds)
    : parts_(StackParts::PatchesAndSparseHunks(stack)),
      graph_(parts_.Graph(stack, kinds)) {
  for (const GraphPatch& patch : stack.patches) sparse_.push_back(patch.sparse);
}

Fallen FallFinder::WhatFalls(const std::vector<int>& patches) const {
  std::vector<int> parts;
  for (const int patch : patches) {
    const std::vector<int> own = parts_.PartsOf(patch);
    parts.insert(parts.end(), own.begin(), own.end());
  }
  std::set<int> fallen(patches.begin(), patches.end());
  Fallen result;
  result.sparse_hunks.assign(sparse_.size(), 0);
  for (const int part : graph_.NeededBy(parts)) {
    const int patch = parts_.PatchOf(part);
    if (!sparse_[patch]) {
      fallen.insert(patch);
    } else if (fallen.count(patch) == 0) {
      ++result.sparse_hunks[patch];
    }
  }
  result.patches.assign(fallen.begin(), fallen.end());
  return result;
}

std::vector<int> FallFinder::CountFalling() const {
  if (std::count(sparse_.begin(), sparse_.end(), true) == 0) {
    // A part is a patch.
    return graph_.CountNeededBy();
  }
  std::vector<int> counts;
  counts.reserve(sparse_.size());
  for (int patch = 0; patch < static_cast<int>(sparse_.size()); ++patch) {
    counts.push_back(static_cast<int>(WhatFalls({patch}).patches.size()) - 1);
  }
  return counts;
}

}  // namespace patchgraph
