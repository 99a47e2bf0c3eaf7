// What applying a stack to its own base, patch by patch, leaves behind: for
// each file that a patch touches its content before and after, and where each
// hunk went. Moving the stack to another tree starts from these values.

#ifndef PATCHGRAPH_ENGINE_APPLY_PATCH_STEP_H_
#define PATCHGRAPH_ENGINE_APPLY_PATCH_STEP_H_

#include <string>
#include <tuple>
#include <vector>

#include "absl/types/optional.h"
#include "engine/model/patch.h"
#include "engine/model/verdict.h"
#include "engine/text/diff.h"

namespace patchgraph {

// A position of a hunk in a stack: patch, file and hunk count from 0.
struct HunkKey {
  int patch = 0;
  int file = 0;
  int hunk = 0;

  friend bool operator==(const HunkKey& a, const HunkKey& b) {
    return a.patch == b.patch && a.file == b.file && a.hunk == b.hunk;
  }
  // In the stack's order.
  friend bool operator<(const HunkKey& a, const HunkKey& b) {
    return std::tie(a.patch, a.file, a.hunk) <
           std::tie(b.patch, b.file, b.hunk);
  }
};

// Lines are counted from 0, ranges are half open.
struct HunkStep {
  std::string header;  // "@@ -1,3 +1,4 @@ section", without a line feed
  Verdict verdict = Verdict::kClean;
  // Lines it covers before and after, context included. Empty ranges if the
  // hunk did not apply.
  int before_begin = 0;
  int before_end = 0;
  int after_begin = 0;
  int after_end = 0;
  // What it changes, without context, in lines of the file before and after
  // the whole patch.
  std::vector<Edit> edits;
  int offset = 0;  // lines away from where the hunk's header says
  int fuzz = 0;    // context lines left out at either end
  // Every place (first line of the hunk's context, from 1) where its text
  // fits, if there is more than one.
  std::vector<int> candidates;
  std::string message;  // why it did not apply; empty if it did
  absl::optional<HunkKey> blocked_by;
  std::string masked_by;  // the layer whose whole file undoes this hunk
};

struct FileStep {
  FileChange::Kind kind = FileChange::Kind::kModify;
  std::string old_path;
  std::string new_path;
  Verdict verdict = Verdict::kClean;
  // The file before at old_path (unset: added) and after at new_path (unset:
  // deleted). Equal if nothing could be applied.
  absl::optional<FileState> before;
  absl::optional<FileState> after;
  std::vector<HunkStep> hunks;
  std::string message;  // why the file's change failed as a whole
  absl::optional<HunkKey> blocked_by;

  // Whether anything of it was applied: content, mode or name.
  bool Changes() const { return before != after || old_path != new_path; }
};

struct PatchStep {
  std::string name;
  std::string layer;
  std::string subject;
  std::string author;
  bool sparse = false;
  Verdict verdict = Verdict::kClean;
  std::vector<FileStep> files;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_APPLY_PATCH_STEP_H_
