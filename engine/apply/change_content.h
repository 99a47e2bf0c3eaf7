// What a patch makes of the content of one file.

#ifndef PATCHGRAPH_ENGINE_APPLY_CHANGE_CONTENT_H_
#define PATCHGRAPH_ENGINE_APPLY_CHANGE_CONTENT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/apply/patch_step.h"
#include "engine/model/conflict.h"
#include "engine/model/file_state.h"
#include "engine/model/patch.h"

namespace patchgraph {

struct ChangedContent {
  // The file with all that fits; of a deleted file what is left of it, so
  // nothing (unset) if the patch knew it whole.
  absl::optional<FileState> after;
  // One for each hunk of the patch, failed ones too.
  std::vector<HunkStep> hunks;
  // The hunks as text; the same number. Empty where there is no text.
  std::vector<Hunk> text;
  // Of the content alone: a new name or mode is not in it.
  Verdict verdict = Verdict::kEmpty;
  // Why nothing of it could be applied, and the kind of conflict that makes.
  absl::optional<ConflictKind> failure;
  std::string message;
};

// Applies the content of `change` to the file `before` (nullopt: to nothing,
// for an added file). An error only if a file cannot be read.
absl::StatusOr<ChangedContent> ChangeContent(
    const FileChange& change, const absl::optional<FileState>& before,
    int max_fuzz);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_APPLY_CHANGE_CONTENT_H_
