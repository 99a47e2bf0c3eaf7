// A tree read folder by folder, each folder with an id that tells whether two
// are equal, whatever kind of tree it is.

#ifndef PATCHGRAPH_ENGINE_MERGE_TREE_VIEW_H_
#define PATCHGRAPH_ENGINE_MERGE_TREE_VIEW_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/merge/version.h"
#include "engine/model/overlay.h"
#include "engine/model/tree.h"

namespace patchgraph {

// Folders by their ids, for trees that have most of them in common.
using ListingsById =
    absl::flat_hash_map<ObjectId, std::shared_ptr<const Listing>>;

// Each folder is read once and kept. Not for use by several threads at once.
class TreeView {
 public:
  // `listings` may be null. It is looked into for what other views have read,
  // and is added to.
  explicit TreeView(ListingsById* listings) : listings_(listings) {}
  virtual ~TreeView() = default;

  // The content of `folder`; empty if there is no such folder. `id`, where it
  // is known, is the folder's; else null. The pointer is good for the life of
  // the view.
  absl::StatusOr<const Listing*> List(const std::string& folder,
                                      const ObjectId& id = ObjectId());
  // What stands at `path`; the id of the root folder is not computed.
  absl::StatusOr<Version> Find(const std::string& path);

 protected:
  // Reads a folder, without ids of folders where those are hard to come by.
  virtual absl::StatusOr<Listing> Read(const std::string& folder) = 0;

 private:
  absl::Status AddFolderIds(const std::string& folder, Listing* listing);

  ListingsById* const listings_;
  absl::flat_hash_map<std::string, std::shared_ptr<const Listing>> known_;
};

// Views of the trees of one merge. They share what the trees share: of an
// Overlay over a tree that is viewed already, only the folders with edits below
// them are made anew. The trees must outlive the views.
class TreeViews {
 public:
  // As that of a TreeView.
  explicit TreeViews(ListingsById* listings = nullptr) : listings_(listings) {}

  TreeView* Of(const Tree& tree);

 private:
  ListingsById* const listings_;
  absl::flat_hash_map<const Tree*, std::unique_ptr<TreeView>> views_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_TREE_VIEW_H_
