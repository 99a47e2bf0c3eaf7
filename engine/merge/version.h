// What one tree holds at a path: a file, a folder, or nothing.

#ifndef PATCHGRAPH_ENGINE_MERGE_VERSION_H_
#define PATCHGRAPH_ENGINE_MERGE_VERSION_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/types/optional.h"
#include "engine/model/file_state.h"
#include "engine/model/object_id.h"

namespace patchgraph {

// As a line of a git tree object has it.
struct Version {
  static constexpr int kNothing = 0;
  static constexpr int kFolder = 0040000;

  int mode = kNothing;  // git's number
  Blob blob;            // of a file
  ObjectId tree_id;     // of a folder

  static Version File(const FileState& state) {
    Version version;
    version.mode = static_cast<int>(state.mode);
    version.blob = state.blob;
    return version;
  }
  static Version File(const absl::optional<FileState>& state) {
    return state.has_value() ? File(*state) : Version();
  }
  static Version Folder(const ObjectId& tree_id) {
    Version version;
    version.mode = kFolder;
    version.tree_id = tree_id;
    return version;
  }

  bool exists() const { return mode != kNothing; }
  bool IsFolder() const { return mode == kFolder; }
  bool IsFile() const { return exists() && !IsFolder(); }
  bool IsPlainFile() const {
    return IsFile() && patchgraph::IsPlainFile(static_cast<FileMode>(mode));
  }
  bool IsSymlink() const {
    return mode == static_cast<int>(FileMode::kSymlink);
  }
  bool IsSubmodule() const {
    return mode == static_cast<int>(FileMode::kSubmodule);
  }
  const ObjectId& id() const { return IsFolder() ? tree_id : blob.id(); }

  // The file; nullopt if there is none.
  absl::optional<FileState> file() const {
    if (!IsFile()) return absl::nullopt;
    return FileState{static_cast<FileMode>(mode), blob};
  }

  friend bool operator==(const Version& a, const Version& b) {
    return a.mode == b.mode && a.id() == b.id();
  }
  friend bool operator!=(const Version& a, const Version& b) {
    return !(a == b);
  }
};

// Whether both are plain files (executable or not), both symlinks, both
// submodules, or both nothing.
inline bool SameType(const Version& a, const Version& b) {
  return a.mode == b.mode || (a.IsPlainFile() && b.IsPlainFile());
}

struct ListedVersion {
  std::string name;  // one path component
  Version version;
};

// The content of a folder in the order of git's tree objects: by name, where a
// folder's name counts as if it ended in '/'.
using Listing = std::vector<ListedVersion>;

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_VERSION_H_
