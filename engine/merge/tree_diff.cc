#include "engine/merge/tree_diff.h"

#include <algorithm>
#include <utility>

#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

class TreeDiff {
 public:
  TreeDiff(TreeView* before, TreeView* after, std::vector<PathChange>* changes)
      : before_(before), after_(after), changes_(changes) {}

  absl::Status Compare(const std::string& path, const Version& before,
                       const Version& after) {
    if (before == after && !path.empty()) return absl::OkStatus();
    if (before.IsFile() || after.IsFile()) {
      changes_->push_back({path, before.file(), after.file()});
    }
    if (!before.IsFolder() && !after.IsFolder()) return absl::OkStatus();
    static const Listing kEmpty;
    const Listing* before_list = &kEmpty;
    const Listing* after_list = &kEmpty;
    if (before.IsFolder()) {
      auto listing = before_->List(path);
      if (!listing.ok()) return listing.status();
      before_list = *listing;
    }
    if (after.IsFolder()) {
      auto listing = after_->List(path);
      if (!listing.ok()) return listing.status();
      after_list = *listing;
    }
    return CompareListings(path, *before_list, *after_list);
  }

 private:
  absl::Status CompareListings(const std::string& folder, const Listing& before,
                               const Listing& after) {
    // By plain names, so that a file and a folder of one name meet.
    const auto by_name = [](const ListedVersion* a, const ListedVersion* b) {
      return a->name < b->name;
    };
    std::vector<const ListedVersion*> olds = Pointers(before);
    std::vector<const ListedVersion*> news = Pointers(after);
    std::sort(olds.begin(), olds.end(), by_name);
    std::sort(news.begin(), news.end(), by_name);
    auto old_node = olds.begin();
    auto new_node = news.begin();
    while (old_node != olds.end() || new_node != news.end()) {
      const bool take_old =
          new_node == news.end() ||
          (old_node != olds.end() && (*old_node)->name <= (*new_node)->name);
      const bool take_new =
          old_node == olds.end() ||
          (new_node != news.end() && (*new_node)->name <= (*old_node)->name);
      const Version& old_version = take_old ? (*old_node)->version : nothing_;
      const Version& new_version = take_new ? (*new_node)->version : nothing_;
      if (old_version != new_version) {
        const std::string& name =
            take_old ? (*old_node)->name : (*new_node)->name;
        absl::Status status =
            Compare(JoinPath(folder, name), old_version, new_version);
        if (!status.ok()) return status;
      }
      if (take_old) ++old_node;
      if (take_new) ++new_node;
    }
    return absl::OkStatus();
  }

  static std::vector<const ListedVersion*> Pointers(const Listing& listing) {
    std::vector<const ListedVersion*> pointers;
    pointers.reserve(listing.size());
    for (const ListedVersion& node : listing) pointers.push_back(&node);
    return pointers;
  }

  const Version nothing_;
  TreeView* before_;
  TreeView* after_;
  std::vector<PathChange>* changes_;
};

}  // namespace

absl::Status DiffVersions(const std::string& path, const Version& before,
                          TreeView* before_view, const Version& after,
                          TreeView* after_view,
                          std::vector<PathChange>* changes) {
  return TreeDiff(before_view, after_view, changes)
      .Compare(path, before, after);
}

absl::StatusOr<std::vector<PathChange>> DiffTrees(const Tree& before,
                                                  const Tree& after) {
  std::vector<PathChange> changes;
  if (&before == &after) return changes;
  TreeViews views;
  TreeView* before_view = views.Of(before);
  TreeView* after_view = views.Of(after);
  absl::Status status =
      DiffVersions("", Version::Folder(ObjectId()), before_view,
                   Version::Folder(ObjectId()), after_view, &changes);
  if (!status.ok()) return status;
  std::sort(
      changes.begin(), changes.end(),
      [](const PathChange& a, const PathChange& b) { return a.path < b.path; });
  return changes;
}

}  // namespace patchgraph
