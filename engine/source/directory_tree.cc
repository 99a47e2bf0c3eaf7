#include "engine/source/directory_tree.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/model/repo_path.h"
#include "engine/source/directory_tree_files.h"

namespace patchgraph {
namespace {

bool IsGitFolder(absl::string_view name) {
  return absl::EqualsIgnoreCase(name, ".git");
}

bool IsAbsence(int error) { return error == ENOENT || error == ENOTDIR; }

}  // namespace

DirectoryTree::DirectoryTree(absl::string_view path)
    : root_(path), blobs_(std::make_shared<DirectoryBlobs>()) {}

absl::StatusOr<std::shared_ptr<const DirectoryTree>> DirectoryTree::Open(
    absl::string_view path) {
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  const std::string place(path);
  struct stat status;
  if (stat(place.c_str(), &status) != 0) {
    if (IsAbsence(errno)) {
      return absl::NotFoundError(absl::StrCat("there is no folder ", place));
    }
    return FileFailure(errno, "folder", place);
  }
  if (!S_ISDIR(status.st_mode)) {
    return absl::InvalidArgumentError(absl::StrCat(place, " is no folder"));
  }
  return std::shared_ptr<const DirectoryTree>(new DirectoryTree(path));
}

std::string DirectoryTree::PlaceOf(absl::string_view path) const {
  return path.empty() ? root_ : absl::StrCat(root_, "/", path);
}

absl::StatusOr<DirectoryTree::Kind> DirectoryTree::KindOf(
    absl::string_view path) const {
  std::shared_ptr<const Names> names;
  {
    const absl::ReaderMutexLock lock(&mutex_);
    const auto known = names_.find(ParentDirectory(path));
    if (known == names_.end()) return AskKindOf(path);
    names = known->second;
  }
  const absl::string_view name = BaseName(path);
  const auto at = std::lower_bound(
      names->begin(), names->end(), name,
      [](const Name& a, absl::string_view b) { return a.name < b; });
  return at != names->end() && at->name == name ? at->kind : Kind::kAbsent;
}

absl::StatusOr<DirectoryTree::Kind> DirectoryTree::AskKindOf(
    absl::string_view path) const {
  const std::string place = PlaceOf(path);
  struct stat status;
  if (lstat(place.c_str(), &status) != 0) {
    if (IsAbsence(errno)) return Kind::kAbsent;
    return FileFailure(errno, "file", place);
  }
  if (S_ISDIR(status.st_mode)) return Kind::kDirectory;
  if (S_ISLNK(status.st_mode)) return Kind::kSymlink;
  return S_ISREG(status.st_mode) ? Kind::kFile : Kind::kAbsent;
}

absl::StatusOr<bool> DirectoryTree::StandsInFolders(
    absl::string_view path) const {
  for (size_t slash = path.find('/'); slash != absl::string_view::npos;
       slash = path.find('/', slash + 1)) {
    auto kind = KindOf(path.substr(0, slash));
    if (!kind.ok()) return kind.status();
    if (*kind != Kind::kDirectory) return false;
  }
  return true;
}

absl::StatusOr<std::shared_ptr<const DirectoryTree::Names>>
DirectoryTree::NamesIn(absl::string_view directory) const {
  {
    const absl::ReaderMutexLock lock(&mutex_);
    const auto known = names_.find(directory);
    if (known != names_.end()) return known->second;
  }
  auto names = ReadNames(directory);
  if (!names.ok()) return names.status();
  auto shared = std::make_shared<const Names>(*std::move(names));
  const absl::MutexLock lock(&mutex_);
  return names_.emplace(directory, std::move(shared)).first->second;
}

absl::StatusOr<DirectoryTree::Names> DirectoryTree::ReadNames(
    absl::string_view directory) const {
  const std::string place = PlaceOf(directory);
  DIR* stream = opendir(place.c_str());
  if (stream == nullptr) return FileFailure(errno, "folder", place);
  const absl::Cleanup close_stream = [stream] { closedir(stream); };
  Names names;
  for (;;) {
    errno = 0;
    const dirent* entry = readdir(stream);
    if (entry == nullptr) break;
    const absl::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    if (IsGitFolder(name)) {
      PassOver(JoinPath(directory, name));
      continue;
    }
    auto kind = KindOfType(entry->d_type);
    if (!kind.has_value()) {
      auto asked = AskKindOf(JoinPath(directory, name));
      if (!asked.ok()) return asked.status();
      kind = *asked;
    }
    if (*kind == Kind::kAbsent) {
      PassOver(JoinPath(directory, name));
    } else {
      names.push_back({std::string(name), *kind});
    }
  }
  if (errno != 0) return FileFailure(errno, "folder", place);
  std::sort(names.begin(), names.end(),
            [](const Name& a, const Name& b) { return a.name < b.name; });
  return names;
}

void DirectoryTree::PassOver(const std::string& path) const {
  const absl::MutexLock lock(&mutex_);
  passed_over_.insert(path);
}

std::vector<std::string> DirectoryTree::PassedOver() const {
  const absl::ReaderMutexLock lock(&mutex_);
  return {passed_over_.begin(), passed_over_.end()};
}

// Not every file system tells types with names.
absl::optional<DirectoryTree::Kind> DirectoryTree::KindOfType(
    unsigned char type) {
  switch (type) {
    case DT_UNKNOWN:
      return absl::nullopt;
    case DT_DIR:
      return Kind::kDirectory;
    case DT_LNK:
      return Kind::kSymlink;
    case DT_REG:
      return Kind::kFile;
    default:
      return Kind::kAbsent;
  }
}

absl::StatusOr<bool> DirectoryTree::HasFiles(
    absl::string_view directory) const {
  auto names = NamesIn(directory);
  if (!names.ok()) return names.status();
  for (const Name& name : **names) {
    if (name.kind != Kind::kDirectory) return true;
  }
  for (const Name& name : **names) {
    auto inside = HasFiles(JoinPath(directory, name.name));
    if (!inside.ok() || *inside) return inside;
  }
  return false;
}

absl::StatusOr<FileState> DirectoryTree::ReadFile(absl::string_view path,
                                                  Kind kind) const {
  {
    const absl::ReaderMutexLock lock(&mutex_);
    const auto known = files_.find(path);
    if (known != files_.end()) return known->second;
  }
  const std::string place = PlaceOf(path);
  const bool is_symlink = kind == Kind::kSymlink;
  FileState state;
  ObjectId id;
  if (is_symlink) {
    auto target = ReadLinkAt(place);
    if (!target.ok()) return target.status();
    state.mode = FileMode::kSymlink;
    id = HashBlob(*target);
  } else {
    auto content = ReadFileAt(place);
    if (!content.ok()) return content.status();
    if (content->executable) state.mode = FileMode::kExecutable;
    id = HashBlob(content->bytes);
  }
  blobs_->Add(id, place, is_symlink);
  state.blob = Blob::Stored(id, blobs_);
  const absl::MutexLock lock(&mutex_);
  return files_.emplace(path, std::move(state)).first->second;
}

absl::StatusOr<absl::optional<TreeNode>> DirectoryTree::Find(
    absl::string_view path) const {
  TreeNode node;
  if (path.empty()) {
    node.is_directory = true;
    return absl::optional<TreeNode>(node);
  }
  // Nothing outside, or of git's own, can be reached by name.
  if (!CheckRepoPath(path).ok()) return absl::nullopt;
  auto inside = StandsInFolders(path);
  if (!inside.ok()) return inside.status();
  if (!*inside) return absl::nullopt;
  auto kind = KindOf(path);
  if (!kind.ok()) return kind.status();
  if (*kind == Kind::kAbsent) return absl::nullopt;
  if (*kind == Kind::kDirectory) {
    auto has_files = HasFiles(path);
    if (!has_files.ok()) return has_files.status();
    if (!*has_files) return absl::nullopt;
    node.is_directory = true;
    return absl::optional<TreeNode>(node);
  }
  auto file = ReadFile(path, *kind);
  if (!file.ok()) return file.status();
  node.file = *std::move(file);
  return absl::optional<TreeNode>(node);
}

absl::StatusOr<std::vector<NamedNode>> DirectoryTree::List(
    absl::string_view directory) const {
  auto folder = Find(directory);
  if (!folder.ok()) return folder.status();
  if (!folder->has_value() || !(*folder)->is_directory) {
    return absl::NotFoundError(
        absl::StrCat(root_, " has no folder ", directory));
  }
  auto names = NamesIn(directory);
  if (!names.ok()) return names.status();
  std::vector<NamedNode> nodes;
  for (const Name& name : **names) {
    TreeNode node;
    const std::string path = JoinPath(directory, name.name);
    if (name.kind == Kind::kDirectory) {
      auto has_files = HasFiles(path);
      if (!has_files.ok()) return has_files.status();
      if (!*has_files) continue;
      node.is_directory = true;
    } else {
      auto file = ReadFile(path, name.kind);
      if (!file.ok()) return file.status();
      node.file = *std::move(file);
    }
    nodes.push_back({name.name, std::move(node)});
  }
  return nodes;
}

}  // namespace patchgraph
