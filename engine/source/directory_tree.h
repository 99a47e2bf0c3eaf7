// A plain folder of the file system as a tree.

#ifndef PATCHGRAPH_ENGINE_SOURCE_DIRECTORY_TREE_H_
#define PATCHGRAPH_ENGINE_SOURCE_DIRECTORY_TREE_H_

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "engine/model/tree.h"

namespace patchgraph {

class DirectoryBlobs;

// Reads a folder when it is asked about and a file when it is found: to find
// it is to hash it, since a file's blob has git's id. What was found once is
// remembered, files and lists of names; if a file changes after that, reading
// its bytes fails and says so, rather than mixing two states.
//
// As in git, a file is executable if its owner may execute it; symlinks are
// files that hold their target and are never followed; `.git` (in any case),
// sockets, pipes and devices are not there; nor are folders without files.
// What may not be read is an error that names it (PermissionDenied), never a
// file left out.
class DirectoryTree : public Tree {
 public:
  // NotFound if there is nothing at `path`, InvalidArgument if it is no
  // folder. `path` itself may be a symlink to a folder.
  static absl::StatusOr<std::shared_ptr<const DirectoryTree>> Open(
      absl::string_view path);

  // The path it was opened with.
  const std::string& name() const override { return root_; }
  absl::StatusOr<absl::optional<TreeNode>> Find(
      absl::string_view path) const override;
  absl::StatusOr<std::vector<NamedNode>> List(
      absl::string_view directory) const override;

  // What stands in the folders looked at so far and is not there for the above:
  // .git, sockets, pipes and devices. Sorted paths.
  std::vector<std::string> PassedOver() const;

 private:
  enum class Kind { kAbsent, kDirectory, kFile, kSymlink };
  struct Name {
    std::string name;
    Kind kind = Kind::kAbsent;
  };
  using Names = std::vector<Name>;  // sorted

  explicit DirectoryTree(absl::string_view path);

  std::string PlaceOf(absl::string_view path) const;
  // What stands at `path`, whose parents are known to be folders.
  absl::StatusOr<Kind> KindOf(absl::string_view path) const;
  // The same from a directory entry's d_type, where that says it.
  static absl::optional<Kind> KindOfType(unsigned char type);
  absl::StatusOr<Kind> AskKindOf(absl::string_view path) const;
  // Whether every parent of `path` is a folder, and none a symlink.
  absl::StatusOr<bool> StandsInFolders(absl::string_view path) const;
  // What stands in a folder. A folder is read once.
  absl::StatusOr<std::shared_ptr<const Names>> NamesIn(
      absl::string_view directory) const;
  absl::StatusOr<Names> ReadNames(absl::string_view directory) const;
  void PassOver(const std::string& path) const;
  absl::StatusOr<bool> HasFiles(absl::string_view directory) const;
  absl::StatusOr<FileState> ReadFile(absl::string_view path, Kind kind) const;

  std::string root_;
  std::shared_ptr<DirectoryBlobs> blobs_;
  mutable absl::Mutex mutex_;
  mutable absl::flat_hash_map<std::string, FileState> files_
      ABSL_GUARDED_BY(mutex_);
  mutable absl::flat_hash_map<std::string, std::shared_ptr<const Names>> names_
      ABSL_GUARDED_BY(mutex_);
  mutable std::set<std::string> passed_over_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_DIRECTORY_TREE_H_
