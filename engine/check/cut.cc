#include "engine/check/cut.h"

#include "engine/check/take_out.h"

namespace patchgraph {
namespace {

// Layer and position for each patch of the stack.
std::vector<PatchPositions::value_type> Positions(const Stack& stack) {
  std::vector<PatchPositions::value_type> positions;
  for (size_t l = 0; l < stack.layers.size(); ++l) {
    for (size_t p = 0; p < stack.layers[l].patches.size(); ++p) {
      positions.emplace_back(l, p);
    }
  }
  return positions;
}

absl::StatusOr<ConflictFigures> Measure(const Stack& stack,
                                        const std::shared_ptr<const Tree>& onto,
                                        const CheckOptions& options) {
  const absl::StatusOr<StackCheck> check = Check(stack, onto, options);
  if (!check.ok()) return check.status();
  return ConflictFiguresOf(*check);
}

}  // namespace

ConflictFigures ConflictFiguresOf(const StackCheck& check) {
  ConflictFigures figures;
  for (const Conflict& conflict : check.conflicts) {
    figures.files.insert(conflict.path);
    figures.regions += static_cast<int>(conflict.regions.size());
  }
  return figures;
}

absl::StatusOr<Cut> CutPatches(const Stack& stack,
                               const StackDependencies& dependencies,
                               DependencyKinds kinds,
                               const std::vector<int>& patches,
                               const std::shared_ptr<const Tree>& onto,
                               const CheckOptions& options,
                               const StackCheck* before) {
  Cut cut;
  cut.fallen = FallFinder(dependencies, kinds).WhatFalls(patches);
  for (const int patch : cut.fallen.patches) {
    for (const GraphFile& file : dependencies.patches[patch].files) {
      cut.hunks += file.hunks;
    }
  }
  if (onto == nullptr) return cut;
  if (before != nullptr) {
    cut.before = ConflictFiguresOf(*before);
  } else {
    auto figures = Measure(stack, onto, options);
    if (!figures.ok()) return figures.status();
    cut.before = *std::move(figures);
  }
  const auto positions = Positions(stack);
  PatchPositions taken;
  for (const int patch : cut.fallen.patches) taken.insert(positions[patch]);
  const absl::StatusOr<Stack> less = TakeOut(stack, taken);
  if (!less.ok()) return less.status();
  auto figures = Measure(*less, onto, options);
  if (!figures.ok()) return figures.status();
  cut.after = *std::move(figures);
  return cut;
}

}  // namespace patchgraph
