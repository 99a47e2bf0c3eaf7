// The blobs of a repository and those that a replay makes of them.

#ifndef PATCHGRAPH_ENGINE_REBASE_REPLAY_BLOBS_H_
#define PATCHGRAPH_ENGINE_REBASE_REPLAY_BLOBS_H_

#include <memory>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/git/git_object_store.h"
#include "engine/git/new_objects.h"
#include "engine/model/blob.h"
#include "engine/rebase/merge_ahead.h"
#include "engine/rebase/rebased_patch.h"

namespace patchgraph {

// For one thread.
class ReplayBlobs : public BlobSource {
 public:
  // `objects` takes what is made; null where nothing is to be written. Then of
  // a merged blob only what it is made of is kept: hardly ever is one read
  // again, and thousands of them are much.
  ReplayBlobs(std::shared_ptr<const GitObjectStore> repository,
              NewObjects* objects)
      : repository_(std::move(repository)), objects_(objects) {}

  // False, and nothing is added, if what it is stored as a delta of is not
  // there.
  bool Add(const MergedBlob& blob);
  // Whether the id stands for a merge, and is not git's.
  bool IsMerged(const ObjectId& id) const { return merged_.contains(id); }
  void Add(const ObjectId& id, const Bytes& bytes);

  struct Merged {
    ObjectId id;
    RebasedAs as = RebasedAs::kUnchanged;
  };
  // Merges three blobs and adds the result; nullopt where that is not clean.
  absl::StatusOr<absl::optional<Merged>> Merge(const ObjectId& base,
                                               const ObjectId& ours,
                                               const ObjectId& theirs);

  absl::StatusOr<Bytes> ReadBlob(const ObjectId& id) const override;
  absl::StatusOr<size_t> BlobSize(const ObjectId& id) const override;

 private:
  struct Parts {
    ObjectId base;
    ObjectId ours;
    ObjectId theirs;
  };

  std::shared_ptr<const GitObjectStore> repository_;
  NewObjects* objects_;
  absl::flat_hash_map<ObjectId, Bytes> added_;
  // No id is made of itself, however often a series comes back to a text: it is
  // a hash of those that it is made of.
  absl::flat_hash_map<ObjectId, Parts> merged_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_REPLAY_BLOBS_H_
