// Brings the versions of renamed files together.

#ifndef PATCHGRAPH_ENGINE_MERGE_RENAME_MERGE_H_
#define PATCHGRAPH_ENGINE_MERGE_RENAME_MERGE_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "engine/merge/content_merge.h"
#include "engine/merge/folder_renames.h"
#include "engine/merge/merge_message.h"
#include "engine/merge/merge_walk.h"

namespace patchgraph {

// Works on the table of a merge: after it, what a file is on the three sides
// stands in one entry, at the path the file was renamed to, unless the renames
// disagree.
class RenameMerge {
 public:
  RenameMerge(const ContentMergeOptions& options, MergeState* state,
              std::vector<MergeMessage>* messages)
      : options_(options), state_(state), messages_(messages) {}

  // `renames` of both sides, sorted by the path in the base.
  absl::Status Run(const std::vector<SideRename>& renames);

  // Of the renames that mattered: the base's path -> the path on that side.
  const absl::flat_hash_map<std::string, std::string>& renamed(
      Side side) const {
    return renamed_[side];
  }

 private:
  bool OpenTarget(const FilePair& pair);
  absl::Status RenamedByBoth(const SideRename& ours, const SideRename& theirs);
  absl::Status RenamedTwoWays(const std::string& from, const FilePair& ours,
                              const FilePair& theirs);
  absl::Status RenamedByOne(const SideRename& rename);
  absl::Status MergeBeforeCollision(const SideRename& rename,
                                    const PathEntry& old_entry,
                                    PathEntry* new_entry);
  void Say(MergeEvent event, std::vector<std::string> paths);

  // Markers of a merge within a merge are longer than those of the outer one.
  int ExtraMarkerSize() const { return 1 + 2 * options_.depth; }

  const ContentMergeOptions& options_;
  MergeState* state_;
  std::vector<MergeMessage>* messages_;
  PerSide<absl::flat_hash_map<std::string, std::string>> renamed_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_RENAME_MERGE_H_
