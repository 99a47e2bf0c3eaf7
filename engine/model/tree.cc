#include "engine/model/tree.h"

#include "engine/model/repo_path.h"

namespace patchgraph {

absl::StatusOr<absl::optional<FileState>> FindFile(const Tree& tree,
                                                   absl::string_view path) {
  auto node = tree.Find(path);
  if (!node.ok()) return node.status();
  if (!node->has_value() || (*node)->is_directory) return absl::nullopt;
  return absl::optional<FileState>((*node)->file);
}

absl::StatusOr<Bytes> ReadBytes(const absl::optional<FileState>& file) {
  if (!file.has_value()) return std::make_shared<const std::string>();
  return file->blob.Read();
}

absl::StatusOr<absl::optional<std::string>> FileInTheWay(
    const Tree& tree, absl::string_view path) {
  for (absl::string_view parent = ParentDirectory(path); !parent.empty();
       parent = ParentDirectory(parent)) {
    auto node = tree.Find(parent);
    if (!node.ok()) return node.status();
    if (!node->has_value()) continue;
    if ((*node)->is_directory) return absl::nullopt;
    return absl::optional<std::string>(std::string(parent));
  }
  return absl::nullopt;
}

}  // namespace patchgraph
