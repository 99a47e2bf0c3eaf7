#include "engine/model/overlay.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/model/repo_path.h"

namespace patchgraph {

void Overlay::Put(absl::string_view path, FileState state) {
  edits_.insert_or_assign(std::string(path), std::move(state));
}

void Overlay::Remove(absl::string_view path) {
  edits_.insert_or_assign(std::string(path), absl::nullopt);
}

bool Overlay::HasEditsBelow(absl::string_view directory) const {
  if (directory.empty()) return !edits_.empty();
  const std::string prefix = absl::StrCat(directory, "/");
  const auto first = edits_.lower_bound(prefix);
  return first != edits_.end() && absl::StartsWith(first->first, prefix);
}

absl::StatusOr<absl::optional<TreeNode>> Overlay::Find(
    absl::string_view path) const {
  if (const auto edit = edits_.find(path);
      edit != edits_.end() && edit->second.has_value()) {
    TreeNode node;
    node.file = *edit->second;
    return absl::optional<TreeNode>(node);
  }
  if (HasEditsBelow(path)) {
    // The folder's own id no longer holds; it is a folder if a file is left.
    auto nodes = List(path);
    if (!nodes.ok() && !absl::IsNotFound(nodes.status())) {
      return nodes.status();
    }
    if (!nodes.ok() || nodes->empty()) return absl::nullopt;
    TreeNode node;
    node.is_directory = true;
    return absl::optional<TreeNode>(node);
  }
  if (edits_.find(path) != edits_.end()) return absl::nullopt;
  // A file put at a parent hides what the base has below it.
  for (absl::string_view parent = ParentDirectory(path); !parent.empty();
       parent = ParentDirectory(parent)) {
    const auto edit = edits_.find(parent);
    if (edit != edits_.end() && edit->second.has_value()) return absl::nullopt;
  }
  return base_->Find(path);
}

absl::StatusOr<std::vector<NamedNode>> Overlay::List(
    absl::string_view directory) const {
  std::map<std::string, TreeNode, std::less<>> nodes;
  auto below = base_->List(directory);
  if (below.ok()) {
    for (NamedNode& named : *below) {
      nodes.emplace(std::move(named.name), std::move(named.node));
    }
  } else if (!absl::IsNotFound(below.status())) {
    return below.status();
  }
  const std::string prefix =
      directory.empty() ? std::string() : absl::StrCat(directory, "/");
  std::map<std::string, bool, std::less<>> folders_to_look_at;
  for (auto edit = edits_.lower_bound(prefix);
       edit != edits_.end() && absl::StartsWith(edit->first, prefix); ++edit) {
    const absl::string_view rest =
        absl::string_view(edit->first).substr(prefix.size());
    const size_t slash = rest.find('/');
    if (slash != absl::string_view::npos) {
      folders_to_look_at.emplace(std::string(rest.substr(0, slash)), true);
    } else if (edit->second.has_value()) {
      TreeNode node;
      node.file = *edit->second;
      nodes.insert_or_assign(std::string(rest), node);
    } else {
      const auto gone = nodes.find(rest);
      if (gone != nodes.end() && !gone->second.is_directory) nodes.erase(gone);
    }
  }
  for (const auto& [name, unused] : folders_to_look_at) {
    auto inside = List(absl::StrCat(prefix, name));
    if (!inside.ok() && !absl::IsNotFound(inside.status())) {
      return inside.status();
    }
    const auto known = nodes.find(name);
    if (!inside.ok() || inside->empty()) {
      if (known != nodes.end() && known->second.is_directory) {
        nodes.erase(known);
      }
      continue;
    }
    TreeNode node;
    node.is_directory = true;
    if (known == nodes.end() || known->second.is_directory) {
      nodes.insert_or_assign(name, node);
    }
  }
  if (nodes.empty() && !directory.empty()) {
    return absl::NotFoundError(absl::StrCat("no folder ", directory));
  }
  std::vector<NamedNode> listing;
  listing.reserve(nodes.size());
  for (auto& [name, node] : nodes) listing.push_back({name, std::move(node)});
  return listing;
}

}  // namespace patchgraph
