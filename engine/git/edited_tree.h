// A tree of a repository with files changed, one after the other, and the tree
// objects that come of it.

#ifndef PATCHGRAPH_ENGINE_GIT_EDITED_TREE_H_
#define PATCHGRAPH_ENGINE_GIT_EDITED_TREE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/git/git_object_store.h"
#include "engine/git/new_objects.h"
#include "engine/model/tree.h"

namespace patchgraph {

// Folders are read when something in them is looked up or changed, and kept as
// the tree objects they will be, so that a change of a file is a change of
// twenty bytes. Unlike an Overlay it can be changed thousands of times without
// getting slower. Not for use by several threads at once.
class EditedTree : public Tree {
 public:
  // The tree `root` of the repository; the null id is the empty tree. `blobs`
  // is where the files' bytes are to be read from, changed ones included.
  EditedTree(std::shared_ptr<const GitObjectStore> objects,
             const ObjectId& root, std::shared_ptr<const BlobSource> blobs,
             std::string name);
  ~EditedTree() override;

  // Puts a file at `path`, replacing what was there, folders included, and
  // files that stood where a folder has to be.
  absl::Status Put(absl::string_view path, FileMode mode, const ObjectId& id);
  // Takes the file at `path` away, if there is one. Its folder goes with its
  // last file.
  absl::Status Remove(absl::string_view path);

  // Adds the tree objects that are new since the last time to `objects`, each
  // as what differs from the folder's last one. The id of the whole tree.
  ObjectId Write(NewObjects* objects);

  const std::string& name() const override { return name_; }
  absl::StatusOr<absl::optional<TreeNode>> Find(
      absl::string_view path) const override;
  absl::StatusOr<std::vector<NamedNode>> List(
      absl::string_view directory) const override;

 private:
  class Folder;

  absl::StatusOr<Folder*> Open(Folder* folder, absl::string_view name) const;
  absl::StatusOr<Folder*> OpenPath(absl::string_view path) const;
  absl::StatusOr<std::unique_ptr<Folder>> Read(const ObjectId& id) const;
  absl::StatusOr<std::vector<NamedNode>> ListUnopened(
      const Folder& folder, absl::string_view path) const;
  absl::Status PutIn(Folder* folder, absl::string_view path, FileMode mode,
                     const ObjectId& id);
  absl::Status RemoveIn(Folder* folder, absl::string_view path);
  TreeNode NodeAt(Folder* folder, int index) const;
  absl::Status Start() const;

  std::shared_ptr<const GitObjectStore> objects_;
  ObjectId start_;
  std::shared_ptr<const BlobSource> blobs_;
  std::string name_;
  // Read when it is first needed.
  mutable std::unique_ptr<Folder> root_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_EDITED_TREE_H_
