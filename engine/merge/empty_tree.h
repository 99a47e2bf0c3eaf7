// A tree without files.

#ifndef PATCHGRAPH_ENGINE_MERGE_EMPTY_TREE_H_
#define PATCHGRAPH_ENGINE_MERGE_EMPTY_TREE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "engine/model/tree.h"

namespace patchgraph {

class EmptyTree : public Tree {
 public:
  const std::string& name() const override { return name_; }
  absl::StatusOr<absl::optional<TreeNode>> Find(
      absl::string_view path) const override {
    if (!path.empty()) return absl::nullopt;
    TreeNode root;
    root.is_directory = true;
    return absl::optional<TreeNode>(root);
  }
  absl::StatusOr<std::vector<NamedNode>> List(
      absl::string_view directory) const override {
    if (!directory.empty()) return absl::NotFoundError("the tree is empty");
    return std::vector<NamedNode>();
  }

 private:
  std::string name_ = "empty tree";
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_EMPTY_TREE_H_
