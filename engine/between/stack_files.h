// What a whole stack does to each file, and through which of its steps.

#ifndef PATCHGRAPH_ENGINE_BETWEEN_STACK_FILES_H_
#define PATCHGRAPH_ENGINE_BETWEEN_STACK_FILES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/apply/patch_step.h"
#include "engine/between/written_lines.h"
#include "engine/check/check.h"
#include "engine/model/file_state.h"

namespace patchgraph {

// A file's way through a stack. Either path may be empty: the stack adds the
// file, or deletes it. A file that is deleted and added again is one.
struct StackFile {
  std::string before_path;
  std::string after_path;
  absl::optional<FileState> before;
  absl::optional<FileState> after;
  // The steps that changed it, by patch and file; of each the hunk is -1.
  std::vector<HunkKey> steps;
};

const FileStep& StepAt(const StackCheck& check, const HunkKey& key);

// Every file that some step of the stack changed on its own base, though it may
// be what it was in the end. What did not apply has no part in it.
std::vector<StackFile> FollowFiles(const StackCheck& check);

// The hunks that changed the file, in the stack's order; for a step without
// hunks (a mode, bytes that are no lines, a new name) the step itself. At least
// one.
std::vector<HunkKey> HunksOf(const StackFile& file, const StackCheck& check);

// The parts of the file that were written: lines of `file.before`, which has
// `before_lines` of them (none where it is absent), and of `file.after`.
absl::StatusOr<std::vector<WrittenPart>> WrittenParts(const StackFile& file,
                                                      const StackCheck& check,
                                                      int before_lines);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_BETWEEN_STACK_FILES_H_
