// Reading files of a folder for DirectoryTree, and nothing else.

#ifndef PATCHGRAPH_ENGINE_SOURCE_DIRECTORY_TREE_FILES_H_
#define PATCHGRAPH_ENGINE_SOURCE_DIRECTORY_TREE_FILES_H_

#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "engine/model/blob.h"

namespace patchgraph {

// "cannot read folder a/b: Permission denied", of the kind that fits `error`
// (an errno).
absl::Status FileFailure(int error, absl::string_view what,
                         const std::string& place);

struct FileContent {
  std::string bytes;
  bool executable = false;
};

// A regular file, and a symlink's target. Neither follows a symlink.
absl::StatusOr<FileContent> ReadFileAt(const std::string& place);
absl::StatusOr<std::string> ReadLinkAt(const std::string& place);

// The files of a folder by blob id, read again when asked for.
class DirectoryBlobs : public BlobSource {
 public:
  // Remembers that the file or symlink at `place` has this id.
  void Add(const ObjectId& id, const std::string& place, bool is_symlink);

  absl::StatusOr<Bytes> ReadBlob(const ObjectId& id) const override;
  absl::StatusOr<size_t> BlobSize(const ObjectId& id) const override;

 private:
  struct Place {
    std::string path;
    bool is_symlink = false;
  };

  mutable absl::Mutex mutex_;
  absl::flat_hash_map<ObjectId, Place> places_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_DIRECTORY_TREE_FILES_H_
