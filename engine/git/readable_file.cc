#include "engine/git/readable_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace patchgraph {

std::unique_ptr<const ReadableFile> ReadableFile::Open(
    const std::string& name) {
  const int descriptor = open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return nullptr;
  return std::unique_ptr<const ReadableFile>(new ReadableFile(descriptor));
}

ReadableFile::~ReadableFile() { close(descriptor_); }

std::string ReadableFile::Read(uint64_t offset, size_t size) const {
  std::string bytes(size, '\0');
  size_t have = 0;
  while (have < size) {
    const ssize_t read = pread(descriptor_, bytes.data() + have, size - have,
                               static_cast<off_t>(offset + have));
    if (read < 0 && errno == EINTR) continue;
    if (read <= 0) break;
    have += static_cast<size_t>(read);
  }
  bytes.resize(have);
  return bytes;
}

}  // namespace patchgraph
