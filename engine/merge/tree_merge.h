// The three-way merge of trees, with the result of git's ort strategy.

#ifndef PATCHGRAPH_ENGINE_MERGE_TREE_MERGE_H_
#define PATCHGRAPH_ENGINE_MERGE_TREE_MERGE_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "engine/merge/merge_memory.h"
#include "engine/merge/merge_message.h"
#include "engine/merge/path_table.h"
#include "engine/merge/renames.h"
#include "engine/model/conflict.h"
#include "engine/model/object_id.h"
#include "engine/model/overlay.h"
#include "engine/model/tree.h"

namespace patchgraph {

struct TreeMergeOptions {
  // What stands behind conflict markers, and after the '~' in the name of a
  // file that had to make way for a folder.
  std::string ours_label = "ours";
  std::string theirs_label = "theirs";
  RenameOptions renames;
  // Of earlier merges; may be null. Must outlive the merge.
  MergeMemory* memory = nullptr;
};

// One line of what git calls the conflicted file info: what a side has at a
// path that is in conflict. Stage 1 is the base, 2 ours, 3 theirs.
struct StagedFile {
  std::string path;
  int stage = 0;
  FileState file;
};

// What became of one file that theirs changed.
struct PathOutcome {
  enum class How {
    kTaken,         // the result is theirs
    kAlreadyThere,  // ours has made the same change
    kMerged,        // the result is made of both
    kConflict,
  };

  std::string base_path;    // empty for an added file
  std::string theirs_path;  // empty for a deleted file
  std::string result_path;  // empty if the result does not have it
  How how = How::kTaken;
  // Where lines were merged; the result's text is in the merge's edits.
  std::shared_ptr<const TextMerge> text;
};

struct TreeMerge {
  // Nothing needs a person.
  bool clean = true;
  // The merged tree, as changes to ours. Files in conflict have conflict
  // markers in them.
  Overlay::Edits edits;
  // Sorted by path.
  std::vector<Conflict> conflicts;
  std::vector<StagedFile> stages;      // by path and stage
  std::vector<MergeMessage> messages;  // by first path, then as they came
  std::vector<PathOutcome> outcomes;   // by path on theirs, or in the base
  // There were too many added and deleted files to compare all of them.
  bool rename_limit_met = false;
};

// Merges the changes from `base` to `theirs` into `ours`. The result is that of
// `git merge-tree --write-tree OURS THEIRS` with git's defaults: renames are
// detected at 50% similarity, a rename of a folder on one side is suggested, as
// a conflict, for what the other adds to it, and files are merged with the
// histogram diff. Git attributes and configuration do not count. Errors come
// from reading the trees.
//
// Only the folders that both sides changed are read, and the ones that rename
// detection needs. Where `theirs` is an Overlay over `base`, its edits take the
// place of reading it.
absl::StatusOr<TreeMerge> MergeTrees(const Tree& base, const Tree& ours,
                                     const Tree& theirs,
                                     const TreeMergeOptions& options = {});

// What the merge of several merge bases has to know of history. Commits are
// named by the caller's own ids.
struct MergeHistory {
  // The best common ancestors of a commit and the merge of some others, which
  // may be a single one, in git's order (`git merge-base --all ONE OTHERS...`).
  std::function<absl::StatusOr<std::vector<std::string>>(
      const std::string& one, absl::Span<const std::string> others)>
      merge_bases;
  std::function<absl::StatusOr<std::shared_ptr<const Tree>>(
      const std::string& commit)>
      tree;
};

// The merge of two commits that may have several merge bases, or none: where
// there are several, they are merged with each other first, conflicts and all,
// oldest first, and the result is the base.
absl::StatusOr<TreeMerge> MergeCommits(const std::string& ours,
                                       const std::string& theirs,
                                       const MergeHistory& history,
                                       const TreeMergeOptions& options = {});

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_TREE_MERGE_H_
