// A file that is read here and there.

#ifndef PATCHGRAPH_ENGINE_GIT_READABLE_FILE_H_
#define PATCHGRAPH_ENGINE_GIT_READABLE_FILE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

// Room for what is read. Unlike a vector's it is not zeroed first.
class ReadBuffer {
 public:
  // Makes room for `size` bytes; what was there is lost.
  char* Make(size_t size) {
    if (size > room_) {
      bytes_.reset(new char[size]);
      room_ = size;
    }
    size_ = size;
    return bytes_.get();
  }
  // Only the first `size` of them count.
  void Shrink(size_t size) { size_ = size; }
  absl::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  size_t room_ = 0;
  size_t size_ = 0;
};

// Unlike those of a mapped file its pages, and with each of them fifteen
// neighbours, do not become the process's own.
class ReadableFile {
 public:
  // Null if it cannot be read. A small file is kept whole when it is first
  // read: `memory` is what may be spent on that, and becomes less by what is.
  static std::unique_ptr<const ReadableFile> Open(const std::string& name,
                                                  size_t* memory);
  ~ReadableFile();
  ReadableFile(const ReadableFile&) = delete;
  ReadableFile& operator=(const ReadableFile&) = delete;

  // So many bytes from `offset` on; fewer where the file ends, or fails. They
  // are in `buffer`, or, where the file is kept, in it.
  absl::string_view Read(uint64_t offset, size_t size,
                         ReadBuffer* buffer) const;

 private:
  ReadableFile(int descriptor, size_t size, bool is_kept)
      : descriptor_(descriptor), size_(size), is_kept_(is_kept) {}

  void ReadFromDisk(uint64_t offset, size_t size, ReadBuffer* bytes) const;

  const int descriptor_;
  const size_t size_;
  const bool is_kept_;
  mutable std::once_flag read_;
  mutable ReadBuffer bytes_;  // all of it, once it is read
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_READABLE_FILE_H_
