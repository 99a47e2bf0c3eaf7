// The paths of a merge in progress and what is known of each.

#ifndef PATCHGRAPH_ENGINE_MERGE_PATH_TABLE_H_
#define PATCHGRAPH_ENGINE_MERGE_PATH_TABLE_H_

#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/merge/sides.h"
#include "engine/merge/version.h"
#include "engine/text/merge.h"

namespace patchgraph {

// The merge of one file's lines, with the texts it refers to.
struct TextMerge {
  Bytes base;
  Bytes ours;
  Bytes theirs;
  FileMerge merge;
};

// A path that is not the same on all three sides, or that a rename leads to. It
// may be a file on one side and a folder on another.
struct PathEntry {
  // Decided without conflict: only `result` and `gone` count from then on.
  bool settled = false;
  // The result has nothing here.
  bool gone = false;
  Version result;

  // Renames bring a side's version here from another path: `names` are where
  // each version comes from.
  PerSide<Version> versions;
  PerSide<std::string> names;
  SideSet files;    // sides with a file here
  SideSet folders;  // sides with a folder here
  SideSet equal;    // two sides with the same thing here, or empty
  bool file_meets_folder = false;
  bool path_in_conflict = false;  // rename/rename, rename/delete and the like

  // For the report of the merge.
  std::shared_ptr<const TextMerge> text_merge;
  std::string settled_at;  // where the file went; empty if it is gone
};

class PathTable {
 public:
  PathEntry* Find(absl::string_view path) const {
    const auto entry = entries_.find(path);
    return entry == entries_.end() ? nullptr : entry->second;
  }

  // An entry that belongs to the table and stands at no path yet.
  PathEntry* New() { return &storage_.emplace_back(); }
  void Put(absl::string_view path, PathEntry* entry) {
    entries_.insert_or_assign(std::string(path), entry);
  }
  void Take(absl::string_view path) { entries_.erase(path); }

  // Folders whose content has been gone through. What is in them is in the
  // table, or the same on all three sides.
  void AddWalked(const std::string& folder) { walked_.insert(folder); }
  bool IsWalked(absl::string_view folder) const {
    return walked_.contains(folder);
  }
  // Counts paths of a walked folder that are the same on all sides.
  void AddUnchanged(const std::string& folder, size_t count) {
    if (count == 0) return;
    unchanged_ += count;
    with_unchanged_.insert(folder);
  }
  bool HasUnchanged(absl::string_view folder) const {
    return with_unchanged_.contains(folder);
  }
  // Paths gone through, unchanged ones as well.
  size_t paths_walked() const { return entries_.size() + unchanged_; }

  const absl::flat_hash_map<std::string, PathEntry*>& entries() const {
    return entries_;
  }

 private:
  std::deque<PathEntry> storage_;
  absl::flat_hash_map<std::string, PathEntry*> entries_;
  absl::flat_hash_set<std::string> walked_;
  absl::flat_hash_set<std::string> with_unchanged_;
  size_t unchanged_ = 0;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_PATH_TABLE_H_
