// Moving a stack to another tree, patch by patch, in memory.

#ifndef PATCHGRAPH_ENGINE_CHECK_STACK_MOVER_H_
#define PATCHGRAPH_ENGINE_CHECK_STACK_MOVER_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/apply/patch_step.h"
#include "engine/check/check.h"
#include "engine/check/move_content.h"
#include "engine/check/origin_tracker.h"
#include "engine/merge/upstream_renames.h"
#include "engine/model/conflict.h"
#include "engine/model/overlay.h"
#include "engine/model/tree.h"

namespace patchgraph {

// Each patch is a three-way merge of its files: base is the file before it in
// the stack, theirs the file after it, ours the target's file as moved so far.
// A conflict does not stop anything: it is kept, the target's text stays, and
// what touches it later is blocked.
class StackMover {
 public:
  // `touched` are all paths that the stack's patches name.
  StackMover(std::shared_ptr<const Tree> base, std::shared_ptr<const Tree> onto,
             std::vector<std::string> touched, const CheckOptions& options);

  // The stack's next patch, as it applied to its base.
  absl::StatusOr<MovedPatch> Move(const PatchStep& patch);

  // What the patch that was moved last did to a path of the target. Equal where
  // it changed nothing.
  struct PathChange {
    std::string path;
    absl::optional<FileState> before;
    absl::optional<FileState> after;
  };
  // One list for each file of the patch.
  const std::vector<std::vector<PathChange>>& last_changes() const {
    return last_changes_;
  }
  // Takes all of the patch that was moved last out of the result again, as if
  // the whole of it were in conflict. `patch` and `moved` are what Move was
  // given and gave.
  void TakeBack(const PatchStep& patch, const MovedPatch& moved);

  const std::vector<Conflict>& conflicts() const { return conflicts_; }
  const std::vector<RegionResolution>& resolutions() const {
    return resolutions_;
  }
  std::shared_ptr<const Overlay> result() const { return result_; }

 private:
  absl::StatusOr<MovedFile> MoveFile(const FileStep& step);
  absl::StatusOr<MovedFile> MoveAdded(const FileStep& step);
  absl::StatusOr<MovedFile> MoveDeleted(const FileStep& step);
  absl::StatusOr<MovedFile> MoveModified(const FileStep& step);
  absl::StatusOr<MovedFile> MoveRenamed(const FileStep& step);
  // The content's part of a modification or rename of the file at `path`.
  absl::StatusOr<MovedFile> MoveText(const FileStep& step,
                                     const FileState& ours,
                                     const std::string& path);

  // Where the target has the stack's file `path`; nullopt if it has none.
  absl::StatusOr<absl::optional<std::string>> Locate(absl::string_view path);
  // What stands where a file should go, as a conflict kind and a sentence.
  struct Obstacle {
    ConflictKind kind;
    std::string message;
  };
  absl::StatusOr<absl::optional<Obstacle>> FindObstacle(
      absl::string_view path) const;

  // Changes the result, and notes in `changes_` what was there.
  absl::Status Put(absl::string_view path, FileState state);
  absl::Status Remove(absl::string_view path);
  absl::Status NoteBefore(absl::string_view path);

  // Nothing of the step goes in: a conflict, or blocked by what is left out.
  MovedFile LeaveOut(const FileStep& step, ConflictKind kind,
                     absl::string_view detail, absl::string_view message,
                     const absl::optional<FileState>& ours);
  // A file that the target adds as well, with another text: resolvers see a
  // merge without a base. Where it stays a conflict, that shows where the two
  // differ.
  absl::StatusOr<MovedFile> MoveAddedTwice(const FileStep& step,
                                           const FileState& ours,
                                           const std::string& path);
  // Nothing was settled: false, and nothing is changed but what is proposed.
  absl::StatusOr<bool> SettleAdded(const FileStep& step, const FileState& ours,
                                   const FileMerge& merge, MovedFile* moved);
  void AddConflict(Conflict conflict, absl::string_view path,
                   const FileStep& step);
  void NoteLeftOut(const FileStep& step, const MovedFile& moved);
  absl::optional<HunkKey> LeftOutPart(absl::string_view path) const;

  CheckOptions options_;
  std::shared_ptr<Overlay> result_;
  UpstreamRenames renames_;
  OriginTracker origins_;
  std::vector<Conflict> conflicts_;
  std::vector<RegionResolution> resolutions_;
  // Files of the stack that stand elsewhere on the target.
  std::map<std::string, std::string, std::less<>> location_;
  // A part of the stack that did not go in, and the conflict that it comes
  // from, which is itself or what blocks it.
  struct LeftOut {
    HunkKey part;
    HunkKey conflict;
  };
  // By the stack's path, oldest first.
  std::map<std::string, std::vector<LeftOut>, std::less<>> left_out_;
  std::vector<std::vector<PathChange>> last_changes_;
  // What is at work.
  std::vector<PathChange> changes_;  // of the file
  int patch_ = -1;
  int file_ = 0;
  std::string patch_name_;
  bool sparse_ = false;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_STACK_MOVER_H_
