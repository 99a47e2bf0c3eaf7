// What merges need not find out twice.

#ifndef PATCHGRAPH_ENGINE_MERGE_MERGE_MEMORY_H_
#define PATCHGRAPH_ENGINE_MERGE_MERGE_MEMORY_H_

#include "engine/merge/fingerprints.h"
#include "engine/merge/tree_view.h"

namespace patchgraph {

// For a series of merges of trees that have most of their folders in common, as
// those of one commit after the other have. It changes no result. Grows with
// the folders that the merges enter; not for use by several threads at once.
struct MergeMemory {
  ListingsById listings;
  Fingerprints fingerprints;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_MERGE_MEMORY_H_
