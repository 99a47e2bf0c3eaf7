// A stack's change to one file, carried to other versions of the file.

#ifndef PATCHGRAPH_ENGINE_FORECAST_CARRIED_FILE_H_
#define PATCHGRAPH_ENGINE_FORECAST_CARRIED_FILE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/apply/patch_step.h"
#include "engine/check/origin_tracker.h"
#include "engine/model/file_state.h"
#include "engine/text/merge.h"

namespace patchgraph {

// A file of the stack's base that the stack as a whole changes.
struct InvadedFile {
  std::string path;  // in the base
  FileState base;
  std::string new_path;               // as the stack leaves it
  absl::optional<FileState> patched;  // unset: the stack deletes it
  int patches = 0;                    // those that change it
};

// By path. Files that the stack adds are none, and such that it leaves as they
// were.
std::vector<InvadedFile> InvadedFilesOf(absl::Span<const PatchStep> steps);

// Which patch wrote which line of a file, of the stack as a whole.
absl::StatusOr<OriginTracker> TrackOrigins(absl::Span<const PatchStep> steps);

// What a step from one release to the next did to a file.
struct FileStepCount {
  bool there = false;    // the older release has the file
  bool changed = false;  // upstream changed it
  // With the stack on the older release: the places in conflict with the newer
  // one, and the patches that meet a conflict first. Of a fork's original: the
  // hunks of upstream's change in `regions`, and 1 in `conflicts` if there is
  // any change.
  int regions = 0;
  int conflicts = 0;
};

// Carries one file. The stack's change to the file goes to another version of
// it as in a three-way merge; where the two are in conflict the stack's lines
// win, as if somebody had settled it so.
class CarriedFile {
 public:
  // Both must outlive it. `origins` may be null for a file of a single patch.
  CarriedFile(const InvadedFile& file, const OriginTracker* origins)
      : file_(file), origins_(origins) {}

  // The step from `older` to `newer` (unset: deleted) with the stack on
  // `older`.
  absl::StatusOr<FileStepCount> Count(const FileState& older,
                                      const absl::optional<FileState>& newer);

  // The places that the stack changes in its base's file: 1 where there are no
  // lines to compare.
  absl::StatusOr<int> Places();

  // Whether `version` has all of the stack's change already.
  absl::StatusOr<bool> HasLanded(const FileState& version);

 private:
  // Lines of the carried text that are the stack's, and where they are in its
  // own file.
  struct Piece {
    LineRange carried;
    LineRange patched;
  };
  struct CarriedText {
    bool binary = false;
    std::string text;
    std::vector<Piece> pieces;
  };
  absl::Status Read();
  absl::StatusOr<CarriedText> CarryTo(absl::string_view version);
  int CountPatches(const FileMerge& merge, const CarriedText& carried) const;

  const InvadedFile& file_;
  const OriginTracker* origins_;
  Bytes base_;
  Bytes patched_;
};

// The same for the original of a fork: no stack is in the way.
absl::StatusOr<FileStepCount> CountDrift(
    const FileState& older, const absl::optional<FileState>& newer);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORECAST_CARRIED_FILE_H_
