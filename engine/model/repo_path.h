// Paths inside a tree: relative, separated by '/', bytes without encoding.

#ifndef PATCHGRAPH_ENGINE_MODEL_REPO_PATH_H_
#define PATCHGRAPH_ENGINE_MODEL_REPO_PATH_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace patchgraph {

// OK if `path` names a place inside a tree. Refused, with a message that says
// why: the empty path, absolute paths, empty components, "." and "..", ".git"
// in any case (git's own folder on every file system), and NUL.
absl::Status CheckRepoPath(absl::string_view path);

// "a/b/c" -> "a/b"; "a" -> "" (the root).
absl::string_view ParentDirectory(absl::string_view path);
// "a/b/c" -> "c".
absl::string_view BaseName(absl::string_view path);
// "a/b", "c" -> "a/b/c"; the root "" adds nothing.
std::string JoinPath(absl::string_view directory, absl::string_view name);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MODEL_REPO_PATH_H_
