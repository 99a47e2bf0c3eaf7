#include "engine/git/readable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace patchgraph {

std::unique_ptr<const ReadableFile> ReadableFile::Open(const std::string& name,
                                                       size_t* memory) {
  const int descriptor = open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return nullptr;
  struct stat status = {};
  if (fstat(descriptor, &status) != 0) {
    close(descriptor);
    return nullptr;
  }
  const size_t size = static_cast<size_t>(status.st_size);
  const bool is_kept = size <= *memory / 2;
  if (is_kept) *memory -= size;
  return std::unique_ptr<const ReadableFile>(
      new ReadableFile(descriptor, size, is_kept));
}

ReadableFile::~ReadableFile() { close(descriptor_); }

absl::string_view ReadableFile::Read(uint64_t offset, size_t size,
                                     ReadBuffer* buffer) const {
  if (!is_kept_) {
    ReadFromDisk(offset, size, buffer);
    return buffer->view();
  }
  std::call_once(read_, [this] { ReadFromDisk(0, size_, &bytes_); });
  const absl::string_view all = bytes_.view();
  return offset < all.size() ? all.substr(offset, size) : absl::string_view();
}

void ReadableFile::ReadFromDisk(uint64_t offset, size_t size,
                                ReadBuffer* bytes) const {
  char* const to = bytes->Make(size);
  size_t have = 0;
  while (have < size) {
    const ssize_t read = pread(descriptor_, to + have, size - have,
                               static_cast<off_t>(offset + have));
    if (read < 0 && errno == EINTR) continue;
    if (read <= 0) break;
    have += static_cast<size_t>(read);
  }
  bytes->Shrink(have);
}

}  // namespace patchgraph
