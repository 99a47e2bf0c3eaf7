// What two versions of a file differ by, as the text of a patch.

#ifndef PATCHGRAPH_ENGINE_CHECK_FILE_TEXT_H_
#define PATCHGRAPH_ENGINE_CHECK_FILE_TEXT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/model/file_state.h"
#include "engine/model/patch.h"

namespace patchgraph {

// A file before and after a patch: unset where it is not there.
struct FileVersions {
  std::string old_path;
  std::string new_path;  // other than old_path: a rename
  absl::optional<FileState> before;
  absl::optional<FileState> after;

  bool Changes() const { return before != after || old_path != new_path; }
};

// The changes that lead from one version to the other, ready to be printed:
// with hunks, or as a git binary patch with the bytes of both. Mostly one; two
// where a file gives way to a link or the like, as in git. None if nothing
// changes.
absl::StatusOr<std::vector<FileChange>> TextBetween(
    const FileVersions& versions);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_FILE_TEXT_H_
