// What is known of the renames of one side of a merge.

#ifndef PATCHGRAPH_ENGINE_MERGE_SIDE_RENAMES_H_
#define PATCHGRAPH_ENGINE_MERGE_SIDE_RENAMES_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/types/optional.h"
#include "engine/merge/git_order_map.h"
#include "engine/merge/sides.h"
#include "engine/merge/version.h"

namespace patchgraph {

// A file that the side added, deleted or, as detection finds out, renamed.
struct FilePair {
  enum class Status { kAdded, kDeleted, kRenamed };

  Status status = Status::kAdded;
  std::string from;  // the path in the base; as `to` for an added file
  std::string to;    // the path on the side; as `from` for a deleted file
  Version before;    // unset for an added file
  Version after;     // unset for a deleted file
};

// Why one needs to know where a file went.
enum class SourceRelevance {
  kNoMore,    // its folder's new place is known without it
  kContent,   // the other side changed its content
  kLocation,  // its folder may have been renamed, and the other side added to
              // it
};

// Why one needs to know where a folder went.
enum class FolderRelevance {
  kNone,
  kForParent,  // a folder above it matters
  kForItself,
};

struct SideRenames {
  // In the order of the walk, on which the choice between equals depends.
  std::vector<FilePair> pairs;
  absl::flat_hash_map<std::string, SourceRelevance> relevant_sources;
  // Folders of the base that the side no longer has.
  absl::flat_hash_map<std::string, FolderRelevance> removed_folders;
  // Old folder -> new folder -> how many files went that way.
  absl::flat_hash_map<std::string, GitOrderMap<int>> folder_votes;
  // Old folder -> the new one, as the votes decided.
  absl::flat_hash_map<std::string, std::string> folder_renames;

  FolderRelevance RelevanceOf(const std::string& folder) const {
    const auto known = removed_folders.find(folder);
    return known == removed_folders.end() ? FolderRelevance::kNone
                                          : known->second;
  }

  // Where only this side may hold anything of interest, a folder is not entered
  // unless a rename may lead into it.
  struct Deferred {
    bool allowed = true;
    GitOrderMap<SideSet> folders;  // to the watch that was on: see MergeWalk
    absl::flat_hash_set<std::string> wanted;  // to be entered after all
  } deferred;

  // Answers of a first round, for a second one that enters fewer folders.
  struct Cache {
    GitOrderMap<absl::optional<std::string>> targets;  // unset: deleted
    absl::flat_hash_set<std::string> target_names;
    absl::flat_hash_set<std::string> irrelevant;
  } cache;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_SIDE_RENAMES_H_
