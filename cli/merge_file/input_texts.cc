#include "cli/merge_file/input_texts.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"

namespace patchgraph {

absl::StatusOr<std::string> ReadWholeFile(const std::string& name) {
  struct stat info {};
  if (stat(name.c_str(), &info) != 0) {
    return absl::NotFoundError(
        absl::StrCat("cannot read ", name, ": ", std::strerror(errno)));
  }
  if (S_ISDIR(info.st_mode)) {
    return absl::InvalidArgumentError(
        absl::StrCat("cannot read ", name, ": it is a folder"));
  }
  std::ifstream file(name, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  // An empty file leaves `bytes` in failure, which says nothing.
  if (!file.is_open() || file.bad()) {
    return absl::UnavailableError(
        absl::StrCat("cannot read ", name, ": ", std::strerror(errno)));
  }
  return bytes.str();
}

}  // namespace patchgraph
