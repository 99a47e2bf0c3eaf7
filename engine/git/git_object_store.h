// Reads blobs, trees and commits of a git repository by id.

#ifndef PATCHGRAPH_ENGINE_GIT_GIT_OBJECT_STORE_H_
#define PATCHGRAPH_ENGINE_GIT_GIT_OBJECT_STORE_H_

#include <deque>
#include <memory>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "engine/git/git_tree_object.h"
#include "engine/git/pack_reader.h"
#include "engine/model/blob.h"

struct git_odb;

namespace patchgraph {

// Safe to read from several threads: libgit2's object database locks itself,
// and so do the caches.
class GitObjectStore : public BlobSource {
 public:
  // `odb` must outlive the store: `owner` is what keeps it alive. `folder` is
  // where its objects are; `where` names the repository in messages.
  GitObjectStore(git_odb* odb, std::shared_ptr<const void> owner,
                 const std::string& folder, std::string where)
      : odb_(odb),
        owner_(std::move(owner)),
        where_(std::move(where)),
        packs_(folder) {}

  // A blob that was among the last ones read is not inflated again: what one
  // patch makes of a file is often looked at again at once, and is what the
  // next patch changes.
  absl::StatusOr<Bytes> ReadBlob(const ObjectId& id) const override;
  absl::StatusOr<size_t> BlobSize(const ObjectId& id) const override;

  // A parsed tree, from the cache if it was read before. Trees that several
  // revisions share are read once.
  absl::StatusOr<std::shared_ptr<const GitTreeObject>> ReadTree(
      const ObjectId& id) const;

  // The bytes of a commit object; see commit_parser.h.
  absl::StatusOr<Bytes> ReadCommit(const ObjectId& id) const;

 private:
  using TreeCache =
      absl::flat_hash_map<ObjectId, std::shared_ptr<const GitTreeObject>>;

  // Null if the blob is not among the last ones.
  Bytes FindRecent(const ObjectId& id) const;
  void KeepRecent(const ObjectId& id, const Bytes& bytes) const;
  // The bytes of object `id`, which must be of libgit2's type `type`.
  absl::StatusOr<Bytes> ReadObject(const ObjectId& id, int type) const;
  absl::Status Failure(const ObjectId& id, int type, int code) const;

  git_odb* odb_;
  std::shared_ptr<const void> owner_;
  std::string where_;
  PackReader packs_;
  mutable absl::Mutex mutex_;
  mutable TreeCache trees_ ABSL_GUARDED_BY(mutex_);
  mutable size_t cached_bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  // The oldest first.
  mutable std::deque<std::pair<ObjectId, Bytes>> recent_
      ABSL_GUARDED_BY(mutex_);
  mutable size_t recent_bytes_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_GIT_OBJECT_STORE_H_
