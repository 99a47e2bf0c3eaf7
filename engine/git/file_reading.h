// Files that are read here and there.

#ifndef PATCHGRAPH_ENGINE_GIT_FILE_READING_H_
#define PATCHGRAPH_ENGINE_GIT_FILE_READING_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

// A file in memory, read as its pages are looked at: for what is looked up.
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
  // Gives the pages back; they come again when they are looked at.
  void Forget() const;

 private:
  MappedFile(void* start, size_t size) : start_(start), size_(size) {}

  void* start_;
  size_t size_;
};

// A file that is read piece by piece: for what is copied out of it. Its pages
// do not become the process's own, as those of a mapped file do, with their
// neighbours.
class ReadableFile {
 public:
  // Null if it cannot be read.
  static std::unique_ptr<const ReadableFile> Open(const std::string& name);
  ~ReadableFile();
  ReadableFile(const ReadableFile&) = delete;
  ReadableFile& operator=(const ReadableFile&) = delete;

  // So many bytes from `offset` on; fewer where the file ends, or fails.
  std::string Read(uint64_t offset, size_t size) const;

 private:
  explicit ReadableFile(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_FILE_READING_H_
