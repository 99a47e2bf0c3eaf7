#include "engine/git/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace patchgraph {

std::unique_ptr<const MappedFile> MappedFile::Open(const std::string& name) {
  const int descriptor = open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return nullptr;
  struct stat status = {};
  void* place = MAP_FAILED;
  if (fstat(descriptor, &status) == 0 && status.st_size > 0) {
    place = mmap(nullptr, static_cast<size_t>(status.st_size), PROT_READ,
                 MAP_PRIVATE, descriptor, 0);
  }
  close(descriptor);
  if (place == MAP_FAILED) return nullptr;
  return std::unique_ptr<const MappedFile>(
      new MappedFile(place, static_cast<size_t>(status.st_size)));
}

MappedFile::~MappedFile() { munmap(place_, size_); }

}  // namespace patchgraph
