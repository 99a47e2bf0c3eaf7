// A file in memory, read as its pages are looked at.

#ifndef PATCHGRAPH_ENGINE_GIT_MAPPED_FILE_H_
#define PATCHGRAPH_ENGINE_GIT_MAPPED_FILE_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

class MappedFile {
 public:
  // Null if it cannot be read.
  static std::unique_ptr<const MappedFile> Open(const std::string& name);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  absl::string_view bytes() const {
    return absl::string_view(static_cast<const char*>(start_), size_);
  }

 private:
  MappedFile(void* start, size_t size) : start_(start), size_(size) {}

  void* start_;
  size_t size_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_MAPPED_FILE_H_
