// Conflicts in words and excerpts, for people.

#ifndef PATCHGRAPH_ENGINE_MERGE_CONFLICT_TEXT_H_
#define PATCHGRAPH_ENGINE_MERGE_CONFLICT_TEXT_H_

#include <string>
#include <vector>

#include "engine/merge/merge_message.h"
#include "engine/model/conflict.h"
#include "engine/text/merge.h"

namespace patchgraph {

// One sentence, without a full stop.
std::string Describe(const MergeMessage& message, ConflictKind kind);

// The conflicts of a file as a merged text shows them, with lines counted from
// 1 in each of the three files.
std::vector<ConflictRegion> RegionsOf(const FileMerge& merge);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_CONFLICT_TEXT_H_
