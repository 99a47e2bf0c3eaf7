// The steps of one merge, in their order.

#ifndef PATCHGRAPH_ENGINE_MERGE_MERGE_RUN_H_
#define PATCHGRAPH_ENGINE_MERGE_MERGE_RUN_H_

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "engine/merge/fingerprints.h"
#include "engine/merge/folder_renames.h"
#include "engine/merge/merge_memory.h"
#include "engine/merge/merge_message.h"
#include "engine/merge/merge_walk.h"
#include "engine/merge/renames.h"
#include "engine/merge/tree_view.h"
#include "engine/model/tree.h"

namespace patchgraph {

// Walks the trees, finds the renames and applies those of folders. Afterwards
// `state` is ready for RenameMerge and PathResolver.
class MergeRun {
 public:
  // The trees and the memory must outlive it. Depth as in
  // ContentMergeOptions.
  MergeRun(const Tree& base, const Tree& ours, const Tree& theirs,
           const RenameOptions& renames, MergeMemory* memory, int depth);

  absl::Status FindRenames();

  MergeState& state() { return *state_; }
  std::vector<MergeMessage>& messages() { return messages_; }
  const std::vector<SideRename>& renames() const { return renames_; }
  const std::vector<FollowingFile>& moved_files() const { return moved_files_; }
  // Whether folders could follow without doubt.
  bool clean() const { return clean_; }
  bool rename_limit_met() const { return rename_limit_met_; }

 private:
  std::unique_ptr<MergeState> NewState();
  absl::Status Walk(bool second_round);
  absl::StatusOr<bool> DetectRenames();
  void StartSecondRound();
  void AddCachedPairs();

  RenameOptions options_;
  int depth_;
  TreeViews views_;
  PerSide<TreeView*> side_views_;
  Fingerprints* const fingerprints_;
  std::unique_ptr<MergeState> state_;
  std::vector<MergeMessage> messages_;
  std::vector<SideRename> renames_;
  std::vector<FollowingFile> moved_files_;
  bool clean_ = true;
  bool rename_limit_met_ = false;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_MERGE_RUN_H_
