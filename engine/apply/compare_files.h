// The hunks between two versions of a file.

#ifndef PATCHGRAPH_ENGINE_APPLY_COMPARE_FILES_H_
#define PATCHGRAPH_ENGINE_APPLY_COMPARE_FILES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/apply/patch_step.h"
#include "engine/model/file_state.h"
#include "engine/model/patch.h"

namespace patchgraph {

// The hunks that lead from one version to the other, with three lines of
// context; an absent file has no lines. None where either side is not text
// (binary, symlink, submodule) or only the mode changed.
absl::StatusOr<std::vector<HunkStep>> CompareFiles(
    const absl::optional<FileState>& before,
    const absl::optional<FileState>& after);

// The same as patch text, to be placed in another version of the file; nullopt
// where either side is not text.
absl::StatusOr<absl::optional<std::vector<Hunk>>> HunksBetween(
    const FileState& before, const absl::optional<FileState>& after);

// Whether the file has lines: a plain file whose content git takes for text.
absl::StatusOr<bool> IsText(const FileState& file);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_APPLY_COMPARE_FILES_H_
