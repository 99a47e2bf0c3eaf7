// The walk of three trees at once: finds the paths that a merge has to decide
// on, and what rename detection has to look at.

#ifndef PATCHGRAPH_ENGINE_MERGE_MERGE_WALK_H_
#define PATCHGRAPH_ENGINE_MERGE_MERGE_WALK_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "engine/merge/path_table.h"
#include "engine/merge/side_renames.h"
#include "engine/merge/sides.h"
#include "engine/merge/tree_diff.h"
#include "engine/merge/tree_view.h"
#include "engine/merge/version.h"

namespace patchgraph {

// What the walk finds. Renames go on working on it.
struct MergeState {
  PerSide<TreeView*> views;
  PathTable paths;
  PerSide<SideRenames> renames;

  // The files of ours among the paths walked, before anything is moved.
  absl::flat_hash_map<std::string, Version> ours_files;
  // The files that theirs changed, path by path, renames not considered.
  std::vector<PathChange> theirs_changes;
  // Folders, or what stands there, taken as theirs has them without entering.
  std::vector<std::string> taken_whole;

  // So many more paths had to be entered for renames alone that git starts anew
  // once the renames are known.
  bool worth_a_second_round = false;

  // Whether the path was met and is the same on all three sides.
  bool IsUnchanged(absl::string_view path) const;
  // And is a file.
  bool IsUnchangedFile(absl::string_view path) const;
};

// Follows git's ort strategy: a folder is entered only if both sides changed
// it. One that a single side changed is put off until it is known whether the
// merge needs that side's renames, and entered only then.
class MergeWalk {
 public:
  explicit MergeWalk(MergeState* state, bool second_round)
      : state_(state), second_round_(second_round) {}

  absl::Status Run();

 private:
  // One name and what each side has by it.
  struct Row {
    const std::string* name = nullptr;
    PerSide<const Version*> versions;
    SideSet files;
    SideSet folders;
    SideSet equal;
  };

  absl::StatusOr<std::vector<Row>> Rows(const std::string& folder,
                                        const PerSide<Version>& versions);
  absl::Status WalkFolder(const std::string& folder,
                          const PerSide<Version>& versions);
  absl::Status Visit(const std::string& folder, const Row& row);
  bool Settle(const std::string& path, const Row& row);
  void NoteForRenames(const std::string& folder, const std::string& path,
                      const Row& row);
  void NoteRemovedFolder(const std::string& path, SideSet folders);
  void AddPair(Side side, bool added, const std::string& path, const Row& row);
  bool Defer(const std::string& path, const Row& row, SideSet watch_before,
             PathEntry* entry);
  absl::Status WalkDeferred(Side side);
  bool KnowsRenames(Side side);
  void TakeWhole(const std::string& path, Side side, PathEntry* entry);

  MergeState* state_;
  bool second_round_;
  // The watch for folder renames. A folder that one side removed while the
  // other still has it is watched: should the other side have added a file
  // there, all of its content matters, which is when the watch is on all sides.
  // Otherwise it is on the side that still has the folder, or on none.
  SideSet watch_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_MERGE_WALK_H_
