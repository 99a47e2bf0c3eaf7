#include "engine/git/git_tree.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

// Git makes none, but other programs do.
bool IsEmptyFolder(const GitTreeEntry& entry) {
  return entry.is_directory && entry.id == EmptyTreeId();
}

}  // namespace

TreeNode GitTree::NodeOf(const GitTreeEntry& entry) const {
  TreeNode node;
  node.is_directory = entry.is_directory;
  if (entry.is_directory) {
    node.tree_id = entry.id;
  } else {
    node.file = {entry.mode, Blob::Stored(entry.id, objects_)};
  }
  return node;
}

absl::StatusOr<absl::optional<TreeNode>> GitTree::Find(
    absl::string_view path) const {
  if (path.empty()) {
    TreeNode node;
    node.is_directory = true;
    node.tree_id = root_;
    return absl::optional<TreeNode>(node);
  }
  ObjectId folder = root_;
  for (size_t start = 0;;) {
    auto tree = objects_->ReadTree(folder);
    if (!tree.ok()) return tree.status();
    const size_t slash = path.find('/', start);
    const auto entry = (*tree)->Find(path.substr(start, slash - start));
    if (!entry.has_value() || IsEmptyFolder(*entry)) return absl::nullopt;
    if (slash == absl::string_view::npos) {
      return absl::optional<TreeNode>(NodeOf(*entry));
    }
    if (!entry->is_directory) return absl::nullopt;
    folder = entry->id;
    start = slash + 1;
  }
}

absl::StatusOr<std::vector<NamedNode>> GitTree::List(
    absl::string_view directory) const {
  auto node = Find(directory);
  if (!node.ok()) return node.status();
  if (!node->has_value() || !(*node)->is_directory) {
    return absl::NotFoundError(
        absl::StrCat(name_, " has no folder ", directory));
  }
  auto tree = objects_->ReadTree((*node)->tree_id);
  if (!tree.ok()) return tree.status();
  std::vector<NamedNode> nodes;
  nodes.reserve((*tree)->size());
  for (int i = 0; i < (*tree)->size(); ++i) {
    const GitTreeEntry entry = (*tree)->entry(i);
    if (IsEmptyFolder(entry)) continue;
    nodes.push_back({std::string(entry.name), NodeOf(entry)});
  }
  return nodes;
}

absl::optional<GitCommit> CommitOf(const Tree& tree) {
  const auto* git_tree = dynamic_cast<const GitTree*>(&tree);
  return git_tree == nullptr ? absl::nullopt : git_tree->commit();
}

absl::StatusOr<std::shared_ptr<const GitTree>> OpenGitTree(
    const GitRepository& repository, absl::string_view revision) {
  auto found = repository.Resolve(revision);
  if (!found.ok()) return found.status();
  return std::make_shared<const GitTree>(std::string(revision),
                                         repository.objects(), found->tree,
                                         std::move(found->commit));
}

}  // namespace patchgraph
