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

std::string ReadableFile::Read(uint64_t offset, size_t size) const {
  if (!is_kept_) return ReadFromDisk(offset, size);
  std::call_once(read_, [this] { bytes_ = ReadFromDisk(0, size_); });
  return offset < bytes_.size() ? bytes_.substr(offset, size) : std::string();
}

std::string ReadableFile::ReadFromDisk(uint64_t offset, size_t size) const {
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
