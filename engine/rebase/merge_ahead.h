// Files merged before their turn: the part of a replay that takes time, and
// that can be done for each path alone.

#ifndef PATCHGRAPH_ENGINE_REBASE_MERGE_AHEAD_H_
#define PATCHGRAPH_ENGINE_REBASE_MERGE_AHEAD_H_

#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "engine/git/git_object_store.h"
#include "engine/git/new_objects.h"
#include "engine/model/blob.h"
#include "engine/model/object_id.h"
#include "engine/rebase/rebased_patch.h"

namespace patchgraph {

// The changes of one path, one after the other. Ids of blobs.
struct FileChain {
  struct Link {
    ObjectId before;
    ObjectId after;
  };
  ObjectId onto;  // what the target has there
  std::vector<Link> links;
};

// The clean merge of three blobs that differ.
struct MergedBlob {
  ObjectId id;
  RebasedAs as = RebasedAs::kUnchanged;
  // One of the two is set: the bytes, or, where blobs are to be written, what
  // is to be written.
  Bytes bytes;
  std::shared_ptr<NewObjects::Packed> packed;
};

// Merged blobs by base, ours and theirs.
class MergedBlobs {
 public:
  const MergedBlob* Find(const ObjectId& base, const ObjectId& ours,
                         const ObjectId& theirs) const {
    const auto known = merges_.find({base, ours, theirs});
    return known == merges_.end() ? nullptr : &known->second;
  }

 private:
  friend class AheadMerger;
  absl::flat_hash_map<std::tuple<ObjectId, ObjectId, ObjectId>, MergedBlob>
      merges_;
};

// Merges each chain as far as it goes: a link that is in conflict, is not text
// or cannot be read ends it, without complaint, for whoever needs that merge
// will meet the same. On `threads` threads; what they find does not depend on
// their number. `pack`: whether the results are to be written.
MergedBlobs MergeAhead(const GitObjectStore& objects,
                       const std::vector<FileChain>& chains, int threads,
                       bool pack);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_MERGE_AHEAD_H_
