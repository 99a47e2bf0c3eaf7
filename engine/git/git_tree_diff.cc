#include "engine/git/git_tree_diff.h"

#include <algorithm>
#include <utility>

#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

using Side = absl::optional<GitTreeEntry>;

class TreeDiff {
 public:
  explicit TreeDiff(const std::shared_ptr<const GitObjectStore>& objects)
      : objects_(objects) {}

  // Compares two folders that stand at `path`.
  absl::Status Compare(const std::string& path, const ObjectId& before,
                       const ObjectId& after) {
    if (before == after) return absl::OkStatus();
    auto old_tree = Read(before);
    if (!old_tree.ok()) return old_tree.status();
    auto new_tree = Read(after);
    if (!new_tree.ok()) return new_tree.status();
    const GitTreeObject& a = **old_tree;
    const GitTreeObject& b = **new_tree;
    const int same = a.CommonFront(b);
    for (int i = same, j = same; i < a.size() || j < b.size();) {
      Side old_entry;
      Side new_entry;
      if (i < a.size()) old_entry = a.entry(i);
      if (j < b.size()) new_entry = b.entry(j);
      if (old_entry.has_value() && new_entry.has_value()) {
        const int order = old_entry->name.compare(new_entry->name);
        if (order < 0) new_entry.reset();
        if (order > 0) old_entry.reset();
      }
      i += old_entry.has_value();
      j += new_entry.has_value();
      if (old_entry.has_value() && new_entry.has_value() &&
          *old_entry == *new_entry) {
        continue;
      }
      absl::Status status = CompareEntries(path, old_entry, new_entry);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  std::vector<ChangedFile> Result() && {
    // A file that became a folder, or the other way, comes before or between
    // what is in the folder.
    std::sort(changes_.begin(), changes_.end(),
              [](const ChangedFile& a, const ChangedFile& b) {
                return a.path < b.path;
              });
    return std::move(changes_);
  }

 private:
  absl::StatusOr<std::shared_ptr<const GitTreeObject>> Read(
      const ObjectId& id) const {
    if (id.IsNull()) return std::make_shared<const GitTreeObject>();
    return objects_->ReadTree(id);
  }

  absl::Status CompareEntries(const std::string& directory, const Side& before,
                              const Side& after) {
    const std::string path =
        JoinPath(directory, before.has_value() ? before->name : after->name);
    const absl::optional<FileState> old_file = FileOf(before);
    const absl::optional<FileState> new_file = FileOf(after);
    if (old_file != new_file) changes_.push_back({path, old_file, new_file});
    return Compare(path, FolderOf(before), FolderOf(after));
  }

  absl::optional<FileState> FileOf(const Side& side) const {
    if (!side.has_value() || side->is_directory) return absl::nullopt;
    return FileState{side->mode, Blob::Stored(side->id, objects_)};
  }

  static ObjectId FolderOf(const Side& side) {
    return side.has_value() && side->is_directory ? side->id : ObjectId();
  }

  const std::shared_ptr<const GitObjectStore>& objects_;
  std::vector<ChangedFile> changes_;
};

}  // namespace

absl::StatusOr<std::vector<ChangedFile>> DiffGitTrees(
    const std::shared_ptr<const GitObjectStore>& objects,
    const ObjectId& before, const ObjectId& after) {
  TreeDiff diff(objects);
  absl::Status status = diff.Compare("", before, after);
  if (!status.ok()) return status;
  return std::move(diff).Result();
}

}  // namespace patchgraph
