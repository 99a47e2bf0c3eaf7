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
  NewObjects();
  ~NewObjects() override;
  NewObjects(const NewObjects&) = delete;
  NewObjects& operator=(const NewObjects&) = delete;

  // Each is kept once, however often it is added. `like` names an object of
  // the same type, added before, that has much in common with the new one: it
  // is stored as what differs. The null id: none.
  ObjectId AddBlob(absl::string_view bytes, const ObjectId& like = ObjectId());
  // A tree object's or a commit object's bytes, without git's header.
  ObjectId AddTree(absl::string_view bytes, const ObjectId& like = ObjectId());
  ObjectId AddCommit(absl::string_view bytes);

  bool Has(const ObjectId& id) const;
  // The bytes of a blob, tree or commit that was added. NotFound.
  absl::StatusOr<Bytes> ReadBlob(const ObjectId& id) const override;
  absl::StatusOr<size_t> BlobSize(const ObjectId& id) const override;
  absl::StatusOr<Bytes> ReadObject(const ObjectId& id) const;

  // Writes all of them to the repository, as one pack and its index, or
  // nothing: both are complete on the disk before they take their names. No
  // file is made where nothing was added.
  absl::Status Write(const GitRepository& repository) const;

 private:
  struct Store;
  std::unique_ptr<Store> store_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_NEW_OBJECTS_H_
