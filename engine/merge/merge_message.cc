#include "engine/merge/merge_message.h"

namespace patchgraph {

absl::string_view Name(MergeEvent event) {
  switch (event) {
    case MergeEvent::kAutoMerging:
      return "Auto-merging";
    case MergeEvent::kContents:
      return "contents";
    case MergeEvent::kBinary:
      return "binary";
    case MergeEvent::kFileDirectory:
      return "file/directory";
    case MergeEvent::kDistinctModes:
      return "distinct modes";
    case MergeEvent::kModifyDelete:
      return "modify/delete";
    case MergeEvent::kRenameRename:
      return "rename/rename";
    case MergeEvent::kRenameCollides:
      return "rename involved in collision";
    case MergeEvent::kRenameDelete:
      return "rename/delete";
    case MergeEvent::kFolderRenameSuggested:
      return "directory rename suggested";
    case MergeEvent::kFolderRenameSkipped:
      return "Directory rename skipped since directory was renamed on both "
             "sides";
    case MergeEvent::kFolderRenameFileInWay:
      return "file in way of directory rename";
    case MergeEvent::kFolderRenameCollision:
      return "directory rename collision";
    case MergeEvent::kFolderRenameSplit:
      return "directory rename unclear split";
    case MergeEvent::kSubmoduleNotInitialized:
      return "submodule not initialized";
  }
  return "contents";
}

bool IsConflict(MergeEvent event) {
  return event != MergeEvent::kAutoMerging &&
         event != MergeEvent::kFolderRenameSkipped;
}

absl::Span<const MergeEvent> AllMergeEvents() {
  static constexpr MergeEvent kAll[] = {
      MergeEvent::kAutoMerging,
      MergeEvent::kContents,
      MergeEvent::kBinary,
      MergeEvent::kFileDirectory,
      MergeEvent::kDistinctModes,
      MergeEvent::kModifyDelete,
      MergeEvent::kRenameRename,
      MergeEvent::kRenameCollides,
      MergeEvent::kRenameDelete,
      MergeEvent::kFolderRenameSuggested,
      MergeEvent::kFolderRenameSkipped,
      MergeEvent::kFolderRenameFileInWay,
      MergeEvent::kFolderRenameCollision,
      MergeEvent::kFolderRenameSplit,
      MergeEvent::kSubmoduleNotInitialized,
  };
  return kAll;
}

}  // namespace patchgraph
