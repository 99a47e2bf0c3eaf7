// A snapshot of files: path -> mode and bytes.

#ifndef PATCHGRAPH_ENGINE_MODEL_TREE_H_
#define PATCHGRAPH_ENGINE_MODEL_TREE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/model/file_state.h"
#include "engine/model/object_id.h"

namespace patchgraph {

// What stands at a path: a file (of any mode, symlinks included) or a folder.
struct TreeNode {
  bool is_directory = false;
  FileState file;    // of a file
  ObjectId tree_id;  // of a folder: equal ids mean equal content; the null id
                     // where the tree does not know, then nothing follows
};

struct NamedNode {
  std::string name;  // one path component
  TreeNode node;
};

// Implemented by git trees, directories and archives (engine/source/) and by
// Overlay. Reading is const and may be done from several threads at once.
class Tree {
 public:
  virtual ~Tree() = default;

  // How people named it ("v2.6.17", "linux-2.6.16.tar.gz"), for messages.
  virtual const std::string& name() const = 0;

  // What stands at `path`; the empty path is the root folder. nullopt when
  // nothing does, also when a parent of `path` is a file or a symlink.
  virtual absl::StatusOr<absl::optional<TreeNode>> Find(
      absl::string_view path) const = 0;

  // The nodes of a folder, sorted by name as bytes. NotFound if `directory`
  // is not a folder. Folders without files are not listed.
  virtual absl::StatusOr<std::vector<NamedNode>> List(
      absl::string_view directory) const = 0;
};

// The file at `path`, or nullopt where there is none (a folder is none).
absl::StatusOr<absl::optional<FileState>> FindFile(const Tree& tree,
                                                   absl::string_view path);

// The bytes of a file; none of one that is not there.
absl::StatusOr<Bytes> ReadBytes(const absl::optional<FileState>& file);

// The nearest parent of `path` that is a file or a symlink and so stands in
// the way of a file at `path`; nullopt if none does.
absl::StatusOr<absl::optional<std::string>> FileInTheWay(
    const Tree& tree, absl::string_view path);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MODEL_TREE_H_
