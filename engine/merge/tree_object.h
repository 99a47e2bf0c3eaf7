// git's tree objects: their order and their ids.

#ifndef PATCHGRAPH_ENGINE_MERGE_TREE_OBJECT_H_
#define PATCHGRAPH_ENGINE_MERGE_TREE_OBJECT_H_

#include "engine/merge/version.h"
#include "engine/model/object_id.h"

namespace patchgraph {

// Puts a folder's content, sorted by name as bytes, into git's order.
void SortAsTreeObject(Listing* listing);

// The id of the tree object with this content, which is in git's order and
// knows the ids of its folders.
ObjectId HashTree(const Listing& listing);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_TREE_OBJECT_H_
