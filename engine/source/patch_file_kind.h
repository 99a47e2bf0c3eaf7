// What stands at a path of the file system.

#ifndef PATCHGRAPH_ENGINE_SOURCE_PATCH_FILE_KIND_H_
#define PATCHGRAPH_ENGINE_SOURCE_PATCH_FILE_KIND_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace patchgraph {

enum class FileKind { kNone, kFile, kDirectory };

// Symbolic links are followed; pipes count as files.
FileKind KindOfFile(const std::string& path);

// FailedPrecondition if symbolic links lead from `path` round in a circle, so
// that it counts as kNone although something is there.
absl::Status CheckNoSymlinkLoop(const std::string& path);

// The names in a folder, sorted as bytes, without "." and "..". NotFound,
// PermissionDenied or FailedPrecondition, with the path in the message.
absl::StatusOr<std::vector<std::string>> ListFolder(const std::string& path);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_PATCH_FILE_KIND_H_
