#include "cli/replace_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

constexpr mode_t kPermissions = 07777;

absl::Status CannotWrite(const std::string& name) {
  return absl::UnavailableError(
      absl::StrCat("cannot write ", name, ": ", std::strerror(errno)));
}

bool WriteAll(int file, absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(written);
  }
  return true;
}

// What a new file gets that nobody asked to have another mode.
mode_t UsualMode() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

absl::Status WriteThrough(const std::string& name, absl::string_view bytes) {
  std::ofstream file(name, std::ios::binary | std::ios::trunc);
  file << bytes << std::flush;
  return file ? absl::OkStatus() : CannotWrite(name);
}

}  // namespace

absl::Status ReplaceFile(const std::string& name, absl::string_view bytes) {
  struct stat info {};
  const bool is_there = lstat(name.c_str(), &info) == 0;
  if (is_there && !S_ISREG(info.st_mode)) return WriteThrough(name, bytes);
  std::string beside = absl::StrCat(name, ".XXXXXX");
  const int file = mkstemp(beside.data());
  if (file < 0) return CannotWrite(name);
  const mode_t mode = is_there ? info.st_mode & kPermissions : UsualMode();
  bool written = WriteAll(file, bytes) && fchmod(file, mode) == 0;
  written = close(file) == 0 && written;
  written = written && rename(beside.c_str(), name.c_str()) == 0;
  if (written) return absl::OkStatus();
  absl::Status error = CannotWrite(name);
  unlink(beside.c_str());
  return error;
}

}  // namespace patchgraph
