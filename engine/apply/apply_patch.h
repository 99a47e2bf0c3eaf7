// Applying a patch to the tree it was made for.

#ifndef PATCHGRAPH_ENGINE_APPLY_APPLY_PATCH_H_
#define PATCHGRAPH_ENGINE_APPLY_APPLY_PATCH_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/apply/change_content.h"
#include "engine/apply/left_out.h"
#include "engine/apply/patch_step.h"
#include "engine/model/conflict.h"
#include "engine/model/overlay.h"
#include "engine/model/patch.h"

namespace patchgraph {

// Applies the patches of a stack one after another to a tree, and keeps what
// did not fit, so that a later patch can be told what it waits for.
class PatchApplier {
 public:
  // `tree` is changed by each patch and must outlive this. Up to `max_fuzz`
  // context lines may be left out at either end of a hunk.
  PatchApplier(Overlay* tree, int max_fuzz)
      : tree_(tree), max_fuzz_(max_fuzz) {}

  // Whatever of the patch fits is applied; the rest is a conflict. The status
  // is an error only if the tree cannot be read, or if the patch would write
  // through a symlink.
  absl::StatusOr<PatchStep> Apply(const Patch& given, absl::string_view layer);

  // Of all the patches so far, in order.
  const std::vector<Conflict>& conflicts() const { return conflicts_; }

 private:
  absl::Status ApplyFile(const FileChange& change, FileStep* step);
  // "FILE:LINE: " of the patch that is at work; empty where there is none.
  std::string PlaceOf(const FileChange& change) const;
  // Whether something stands at the path that no file can replace; then the
  // step has failed.
  absl::StatusOr<bool> PathIsTaken(const FileChange& change, FileStep* step);
  absl::Status Add(const FileChange& change, FileStep* step);
  absl::Status Delete(const FileChange& change, FileStep* step);
  absl::Status ModifyOrMove(const FileChange& change, FileStep* step);
  // A sparse tree's file takes the place of whatever is there.
  absl::Status LayOver(const FileChange& change, FileStep* step);
  // Takes over what became of the content and its hunks.
  void Note(const FileChange& change, const ChangedContent& changed,
            FileStep* step);
  void NoteFailedHunks(const ChangedContent& changed,
                       absl::Span<const int> failed, const FileStep& step);
  // The file's change failed as a whole.
  void Fail(ConflictKind kind, absl::string_view message, FileStep* step);

  Overlay* tree_;
  int max_fuzz_;
  std::vector<Conflict> conflicts_;
  LeftOut left_out_;
  // What is at work.
  int patch_ = -1;
  int file_ = 0;
  std::string patch_name_;
  std::string patch_source_;
  bool sparse_ = false;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_APPLY_APPLY_PATCH_H_
