// A file as it lies on disk, in the process's addresses.

#ifndef PATCHGRAPH_ENGINE_GIT_MAPPED_FILE_H_
#define PATCHGRAPH_ENGINE_GIT_MAPPED_FILE_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

// For files that are never changed once they are there, as git's are, and that
// are looked into all over: of others see ReadableFile.
class MappedFile {
 public:
  // Null if it cannot be read.
  static std::unique_ptr<const MappedFile> Open(const std::string& name);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  absl::string_view bytes() const {
    return absl::string_view(static_cast<const char*>(place_), size_);
  }

 private:
  MappedFile(void* place, size_t size) : place_(place), size_(size) {}

  void* const place_;
  const size_t size_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_MAPPED_FILE_H_
