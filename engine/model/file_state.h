// What a tree holds at a path: a mode and bytes.

#ifndef PATCHGRAPH_ENGINE_MODEL_FILE_STATE_H_
#define PATCHGRAPH_ENGINE_MODEL_FILE_STATE_H_

#include "engine/model/blob.h"

namespace patchgraph {

// The modes git stores, with git's numbers.
enum class FileMode {
  kRegular = 0100644,
  kExecutable = 0100755,
  kSymlink = 0120000,    // the blob holds the link's target
  kSubmodule = 0160000,  // the id is a commit of another repository: no bytes
};

// Regular and executable files hold text or binary data; the others do not.
inline bool IsPlainFile(FileMode mode) {
  return mode == FileMode::kRegular || mode == FileMode::kExecutable;
}

struct FileState {
  FileMode mode = FileMode::kRegular;
  Blob blob;

  friend bool operator==(const FileState& a, const FileState& b) {
    return a.mode == b.mode && a.blob == b.blob;
  }
  friend bool operator!=(const FileState& a, const FileState& b) {
    return !(a == b);
  }
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MODEL_FILE_STATE_H_
