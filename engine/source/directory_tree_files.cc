#include "engine/source/directory_tree_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"

namespace patchgraph {

absl::Status FileFailure(int error, absl::string_view what,
                         const std::string& place) {
  return absl::Status(absl::ErrnoToStatusCode(error),
                      absl::StrCat("cannot read ", what, " ", place, ": ",
                                   std::strerror(error)));
}

absl::StatusOr<FileContent> ReadFileAt(const std::string& place) {
  // Without O_NONBLOCK a pipe that took the file's place would hang us.
  const int file =
      open(place.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (file < 0) return FileFailure(errno, "file", place);
  const absl::Cleanup close_file = [file] { close(file); };
  struct stat status;
  if (fstat(file, &status) != 0) return FileFailure(errno, "file", place);
  if (!S_ISREG(status.st_mode)) {
    return absl::FailedPreconditionError(
        absl::StrCat(place, " is not a regular file"));
  }
  std::string bytes(static_cast<size_t>(status.st_size), '\0');
  size_t filled = 0;
  for (;;) {
    // Room for one byte more than the size shows a file that has grown.
    if (filled == bytes.size()) bytes.resize(bytes.size() + 4096);
    const ssize_t got = read(file, &bytes[filled], bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return FileFailure(errno, "file", place);
    if (got == 0) break;
    filled += static_cast<size_t>(got);
  }
  bytes.resize(filled);
  return FileContent{std::move(bytes), (status.st_mode & S_IXUSR) != 0};
}

absl::StatusOr<std::string> ReadLinkAt(const std::string& place) {
  std::string target(256, '\0');
  for (;;) {
    const ssize_t size = readlink(place.c_str(), target.data(), target.size());
    if (size < 0) return FileFailure(errno, "symlink", place);
    if (static_cast<size_t>(size) < target.size()) {
      target.resize(static_cast<size_t>(size));
      return target;
    }
    target.resize(target.size() * 2);
  }
}

namespace {

absl::StatusOr<std::string> ReadBytesAt(const std::string& place) {
  auto content = ReadFileAt(place);
  if (!content.ok()) return content.status();
  return std::move(content->bytes);
}

}  // namespace

void DirectoryBlobs::Add(const ObjectId& id, const std::string& place,
                         bool is_symlink) {
  const absl::MutexLock lock(&mutex_);
  places_.try_emplace(id, Place{place, is_symlink});
}

absl::StatusOr<Bytes> DirectoryBlobs::ReadBlob(const ObjectId& id) const {
  Place place;
  {
    const absl::ReaderMutexLock lock(&mutex_);
    const auto known = places_.find(id);
    if (known == places_.end()) {
      return absl::NotFoundError(
          absl::StrCat("no file read so far has id ", id.Hex()));
    }
    place = known->second;
  }
  auto bytes =
      place.is_symlink ? ReadLinkAt(place.path) : ReadBytesAt(place.path);
  if (!bytes.ok()) return bytes.status();
  if (HashBlob(*bytes) != id) {
    return absl::AbortedError(
        absl::StrCat(place.path, " was changed while it was being looked at"));
  }
  return std::make_shared<const std::string>(*std::move(bytes));
}

absl::StatusOr<size_t> DirectoryBlobs::BlobSize(const ObjectId& id) const {
  auto bytes = ReadBlob(id);
  if (!bytes.ok()) return bytes.status();
  return (*bytes)->size();
}

}  // namespace patchgraph
