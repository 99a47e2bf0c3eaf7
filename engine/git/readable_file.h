// A file that is read here and there.

#ifndef PATCHGRAPH_ENGINE_GIT_READABLE_FILE_H_
#define PATCHGRAPH_ENGINE_GIT_READABLE_FILE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace patchgraph {

// Unlike those of a mapped file its pages, and with each of them fifteen
// neighbours, do not become the process's own.
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

#endif  // PATCHGRAPH_ENGINE_GIT_READABLE_FILE_H_
