// What a merge has to say about paths, under the names that git gives it.

#ifndef PATCHGRAPH_ENGINE_MERGE_MERGE_MESSAGE_H_
#define PATCHGRAPH_ENGINE_MERGE_MERGE_MESSAGE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace patchgraph {

enum class MergeEvent {
  kAutoMerging,
  kContents,
  kBinary,
  kFileDirectory,
  kDistinctModes,
  kModifyDelete,
  kRenameRename,    // one file, two new names
  kRenameCollides,  // a renamed file with conflicts meets another
  kRenameDelete,
  kFolderRenameSuggested,
  kFolderRenameSkipped,  // the new folder was renamed in its turn
  kFolderRenameFileInWay,
  kFolderRenameCollision,
  kFolderRenameSplit,
  kSubmoduleNotInitialized,
};

// Without the word CONFLICT that git puts before it.
absl::string_view Name(MergeEvent event);
bool IsConflict(MergeEvent event);
absl::Span<const MergeEvent> AllMergeEvents();

struct MergeMessage {
  MergeEvent event = MergeEvent::kAutoMerging;
  // The path it is about, then others that take part, as git lists them.
  std::vector<std::string> paths;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_MERGE_MESSAGE_H_
