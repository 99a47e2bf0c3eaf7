#include "cli/graph_cache.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "patchdb/graph_store.h"

namespace patchgraph {
namespace {

constexpr size_t kFewestPatches = 100;

}  // namespace

bool GraphCache::Find(size_t stack, const std::string& identity,
                      const std::string& git_folder) {
  const Place place = {absl::StrCat(identity, ", fuzz ", fuzz_),
                       GraphsFileIn(git_folder)};
  places_[stack] = place;
  if (fresh_) return false;
  absl::optional<KeptGraph> graph = GraphStore(place.file).Load(place.key);
  if (!graph.has_value()) return false;
  known_[stack] = *std::move(graph);
  return true;
}

const KeptGraph* GraphCache::Known(size_t stack) const {
  const auto known = known_.find(stack);
  return known == known_.end() ? nullptr : &known->second;
}

void GraphCache::Keep(size_t stack, const KeptGraph& graph) const {
  const auto place = places_.find(stack);
  if (place == places_.end() ||
      graph.dependencies.patches.size() < kFewestPatches) {
    return;
  }
  GraphStore(place->second.file).Save(place->second.key, graph).IgnoreError();
}

}  // namespace patchgraph
