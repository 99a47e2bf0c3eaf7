// Objects that a repository is to get: made in memory, written at once.

#ifndef PATCHGRAPH_ENGINE_GIT_NEW_OBJECTS_H_
#define PATCHGRAPH_ENGINE_GIT_NEW_OBJECTS_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "engine/git/git_repository.h"
#include "engine/model/blob.h"
#include "engine/model/object_id.h"

namespace patchgraph {

// Collects blobs, trees and commits. Nothing is written before Write(). May be
// used from several threads at once.
class NewObjects : public BlobSource {
 public:
  // As many deltas one on the other as git makes, so that reading stays quick.
  static constexpr int kDeepestDelta = 50;

  NewObjects();
  ~NewObjects() override;
  NewObjects(const NewObjects&) = delete;
  NewObjects& operator=(const NewObjects&) = delete;

  // An object of the same type, added before, that has much in common with a
  // new one, which is then stored as what differs. Without an id: none.
  struct Like {
    ObjectId id;
    absl::string_view bytes;
  };

  // A blob that is hashed and deflated, which may be done ahead on any thread.
  struct Packed {
    ObjectId id;
    size_t size = 0;       // of the blob
    ObjectId delta_of;     // the null id: whole
    size_t kept_size = 0;  // of what is deflated: the blob, or the delta
    std::string deflated;
  };
  // Keeps what compressing needs from blob to blob. For one thread.
  class Packer {
   public:
    Packer();
    ~Packer();
    Packer(Packer&&) noexcept;
    Packed PackBlob(absl::string_view bytes, const Like& like) const;

   private:
    friend class NewObjects;
    struct Compressor;
    std::unique_ptr<Compressor> compressor_;
  };

  // Each is kept once, however often it is added.
  ObjectId AddBlob(absl::string_view bytes) { return AddBlob(bytes, Like()); }
  ObjectId AddBlob(absl::string_view bytes, const Like& like);
  // A tree object's or a commit object's bytes, without git's header.
  ObjectId AddTree(absl::string_view bytes) { return AddTree(bytes, Like()); }
  ObjectId AddTree(absl::string_view bytes, const Like& like);
  ObjectId AddCommit(absl::string_view bytes);
  // False, and nothing is added, if it is a delta of what was not added before.
  bool AddPacked(const Packed& blob);

  bool Has(const ObjectId& id) const;
  int size() const;
  // The bytes of a blob, tree or commit that was added; NotFound for others.
  absl::StatusOr<Bytes> ReadObject(const ObjectId& id) const;
  absl::StatusOr<Bytes> ReadBlob(const ObjectId& id) const override {
    return ReadObject(id);
  }
  absl::StatusOr<size_t> BlobSize(const ObjectId& id) const override;

  // Writes all of them to the repository, as one pack and its index, or
  // nothing: both are complete on the disk before they take their names. No
  // file is made where nothing was added.
  absl::Status Write(const GitRepository& repository) const;

 private:
  class Store;
  std::unique_ptr<Store> store_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_NEW_OBJECTS_H_
