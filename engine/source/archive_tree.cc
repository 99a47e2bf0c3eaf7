#include "engine/source/archive_tree.h"

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/model/repo_path.h"
#include "engine/source/archive_tree_reader.h"

namespace patchgraph {
namespace {

// The folder that all of `files` lie in, with its slash; empty if there is
// none.
std::string CommonFolder(const ArchiveFiles& files) {
  if (files.empty()) return std::string();
  const std::string& first = files.begin()->first;
  const size_t slash = first.find('/');
  if (slash == std::string::npos) return std::string();
  std::string folder = first.substr(0, slash + 1);
  // The files are in order, so that the last shows for all.
  return absl::StartsWith(files.rbegin()->first, folder) ? folder
                                                         : std::string();
}

ArchiveFiles WithoutFolder(ArchiveFiles files, const std::string& folder) {
  if (folder.empty()) return files;
  ArchiveFiles inside;
  while (!files.empty()) {
    auto entry = files.extract(files.begin());
    entry.key().erase(0, folder.size());
    inside.insert(inside.end(), std::move(entry));
  }
  return inside;
}

absl::Status CheckFolders(const std::string& name, const ArchiveFiles& files) {
  for (const auto& [path, state] : files) {
    for (absl::string_view parent = ParentDirectory(path); !parent.empty();
         parent = ParentDirectory(parent)) {
      if (files.find(parent) != files.end()) {
        return absl::InvalidArgumentError(absl::StrCat(
            name, ": ", path, " lies below ", parent, ", which is a file"));
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::shared_ptr<const ArchiveTree>> ArchiveTree::Open(
    absl::string_view path, const ArchiveLimits& limits) {
  std::string name(path);
  auto files = ReadArchive(name, limits.total_bytes);
  if (!files.ok()) return files.status();
  if (files->empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("archive ", name, " has no files"));
  }
  const std::string folder = CommonFolder(*files);
  ArchiveFiles inside = WithoutFolder(*std::move(files), folder);
  absl::Status status = CheckFolders(name, inside);
  if (!status.ok()) return status;
  return std::shared_ptr<const ArchiveTree>(
      new ArchiveTree(std::move(name), std::move(inside)));
}

bool ArchiveTree::IsDirectory(absl::string_view path) const {
  if (path.empty()) return true;
  const std::string prefix = absl::StrCat(path, "/");
  const auto first = files_.lower_bound(prefix);
  return first != files_.end() && absl::StartsWith(first->first, prefix);
}

absl::StatusOr<absl::optional<TreeNode>> ArchiveTree::Find(
    absl::string_view path) const {
  TreeNode node;
  const auto file = files_.find(path);
  if (file != files_.end()) {
    node.file = file->second;
    return absl::optional<TreeNode>(node);
  }
  if (!IsDirectory(path)) return absl::nullopt;
  node.is_directory = true;
  return absl::optional<TreeNode>(node);
}

absl::StatusOr<std::vector<NamedNode>> ArchiveTree::List(
    absl::string_view directory) const {
  if (!IsDirectory(directory)) {
    return absl::NotFoundError(
        absl::StrCat(name_, " has no folder ", directory));
  }
  const std::string prefix =
      directory.empty() ? std::string() : absl::StrCat(directory, "/");
  std::map<std::string, TreeNode> nodes;
  for (auto file = files_.lower_bound(prefix);
       file != files_.end() && absl::StartsWith(file->first, prefix);) {
    const absl::string_view rest =
        absl::string_view(file->first).substr(prefix.size());
    const size_t slash = rest.find('/');
    TreeNode node;
    node.is_directory = slash != absl::string_view::npos;
    std::string name(rest.substr(0, slash));
    if (node.is_directory) {
      // On to what follows the folder: '0' is the byte after '/'.
      file = files_.lower_bound(absl::StrCat(prefix, name, "0"));
    } else {
      node.file = file->second;
      ++file;
    }
    nodes.emplace(std::move(name), std::move(node));
  }
  std::vector<NamedNode> listing;
  listing.reserve(nodes.size());
  for (auto& [name, node] : nodes) listing.push_back({name, std::move(node)});
  return listing;
}

}  // namespace patchgraph
