#include "engine/source/patch_file_kind.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace patchgraph {

FileKind KindOfFile(const std::string& path) {
  std::error_code error;
  const std::filesystem::file_status status =
      std::filesystem::status(path, error);
  if (error || !std::filesystem::exists(status)) return FileKind::kNone;
  return std::filesystem::is_directory(status) ? FileKind::kDirectory
                                               : FileKind::kFile;
}

absl::Status CheckNoSymlinkLoop(const std::string& path) {
  std::error_code error;
  static_cast<void>(std::filesystem::status(path, error));
  if (error != std::errc::too_many_symbolic_link_levels) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(
      absl::StrCat(path, ": symlinks lead round in a circle"));
}

absl::StatusOr<std::vector<std::string>> ListFolder(const std::string& path) {
  std::error_code error;
  std::vector<std::string> names;
  std::filesystem::directory_iterator entry(path, error);
  while (!error && entry != std::filesystem::directory_iterator()) {
    names.push_back(entry->path().filename().string());
    entry.increment(error);
  }
  if (error) {
    const std::string message = absl::StrCat(path, ": ", error.message());
    if (error == std::errc::no_such_file_or_directory) {
      return absl::NotFoundError(message);
    }
    if (error == std::errc::permission_denied) {
      return absl::PermissionDeniedError(message);
    }
    return absl::FailedPreconditionError(message);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace patchgraph
