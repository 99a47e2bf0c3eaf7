#include "engine/check/keystones.h"

#include <set>
#include <string>
#include <utility>

#include "engine/check/patch_graph.h"

namespace patchgraph {
namespace {

// Adds the parts of one file's change that are in conflict on the target only.
void AddParts(const FileStep& step, const MovedFile& moved, HunkKey key,
              std::vector<HunkKey>* parts) {
  if (moved.verdict != Verdict::kConflict) return;
  const size_t before = parts->size();
  bool any_on_base = false;
  for (size_t h = 0; h < moved.hunks.size(); ++h) {
    if (IsLeftOut(step.hunks[h].verdict)) {
      any_on_base = true;
    } else if (moved.hunks[h].verdict == Verdict::kConflict) {
      key.hunk = static_cast<int>(h);
      parts->push_back(key);
    }
  }
  const bool from_base = any_on_base || IsLeftOut(step.verdict);
  if (parts->size() == before && !from_base) {
    key.hunk = -1;
    parts->push_back(key);
  }
}

}  // namespace

std::vector<HunkKey> ConflictParts(const StackCheck& check) {
  std::vector<HunkKey> parts;
  for (size_t p = 0; p < check.moved.size(); ++p) {
    const std::vector<MovedFile>& files = check.moved[p].files;
    for (size_t f = 0; f < files.size(); ++f) {
      AddParts(check.patches[p].files[f], files[f],
               {static_cast<int>(p), static_cast<int>(f), -1}, &parts);
    }
  }
  return parts;
}

std::vector<Keystone> CountKeystones(const StackDependencies& stack,
                                     DependencyKinds kinds,
                                     const StackCheck* check) {
  std::vector<Keystone> keystones(stack.patches.size());
  const std::vector<int> falling = FallFinder(stack, kinds).CountFalling();
  for (size_t p = 0; p < keystones.size(); ++p) {
    keystones[p].patches = falling[p];
  }
  if (check == nullptr) return keystones;
  const StackParts parts = StackParts::Hunks(stack);
  const Digraph graph = parts.Graph(stack, kinds);
  std::set<std::pair<int, std::string>> files;
  for (const HunkKey& conflict : ConflictParts(*check)) {
    const std::string& path =
        stack.patches[conflict.patch].files[conflict.file].path;
    std::set<int> patches;
    for (const int part : graph.Needs({parts.PartOf(conflict)})) {
      patches.insert(parts.PatchOf(part));
    }
    for (const int patch : patches) {
      ++keystones[patch].conflict_hunks;
      if (files.emplace(patch, path).second) {
        ++keystones[patch].conflict_files;
      }
    }
  }
  return keystones;
}

}  // namespace patchgraph
