#include "engine/git/edited_tree.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/git/git_tree.h"
#include "engine/git/tree_bytes.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

// "a/b/c" -> "a", "b/c"; the second is empty for the last component.
std::pair<absl::string_view, absl::string_view> SplitFirst(
    absl::string_view path) {
  const size_t slash = path.find('/');
  if (slash == absl::string_view::npos) return {path, absl::string_view()};
  return {path.substr(0, slash), path.substr(slash + 1)};
}

}  // namespace

class EditedTree::Folder {
 public:
  Folder() = default;
  Folder(const GitTreeObject& tree, const ObjectId& id)
      : tree_(tree), id_(id), stale_(false), written_(true) {}

  TreeBytes& tree() { return tree_; }
  const TreeBytes& tree() const { return tree_; }
  Folder* Known(absl::string_view name) {
    const auto known = open_.find(name);
    return known == open_.end() ? nullptr : known->second.get();
  }
  Folder* Keep(absl::string_view name, std::unique_ptr<Folder> folder) {
    return (open_[std::string(name)] = std::move(folder)).get();
  }
  void Close(absl::string_view name) { open_.erase(name); }

  void set_changed() {
    stale_ = true;
    written_ = false;
  }

  // The id of the tree object as it stands.
  const ObjectId& Id() {
    if (stale_) {
      for (auto& [name, folder] : open_) {
        if (folder->stale_) tree_.SetId(*tree_.Find(name), folder->Id());
      }
      id_ = HashObject("tree", tree_.bytes());
      stale_ = false;
    }
    return id_;
  }

  const ObjectId& Write(NewObjects* objects) {
    if (written_) return id_;
    for (auto& [name, folder] : open_) {
      if (!folder->written_) {
        tree_.SetId(*tree_.Find(name), folder->Write(objects));
      }
    }
    id_ = objects->AddTree(tree_.bytes(), {last_id_, last_bytes_});
    last_id_ = id_;
    last_bytes_ = tree_.bytes();
    stale_ = false;
    written_ = true;
    return id_;
  }

 private:
  TreeBytes tree_;
  // Subfolders that were looked into. Where one is stale its id in `tree_` is
  // out of date, and this folder is stale too.
  absl::flat_hash_map<std::string, std::unique_ptr<Folder>> open_;
  ObjectId id_;
  bool stale_ = true;     // `id_` is not that of what is in `tree_`
  bool written_ = false;  // the object is in the repository or was added
  // The last object that was made of it.
  ObjectId last_id_;
  std::string last_bytes_;
};

EditedTree::EditedTree(std::shared_ptr<const GitObjectStore> objects,
                       const ObjectId& root,
                       std::shared_ptr<const BlobSource> blobs,
                       std::string name)
    : objects_(std::move(objects)),
      start_(root),
      blobs_(std::move(blobs)),
      name_(std::move(name)) {}

EditedTree::~EditedTree() = default;

absl::StatusOr<std::unique_ptr<EditedTree::Folder>> EditedTree::Read(
    const ObjectId& id) const {
  if (id.IsNull()) return std::make_unique<Folder>();
  auto tree = objects_->ReadTree(id);
  if (!tree.ok()) return tree.status();
  return std::make_unique<Folder>(**tree, id);
}

absl::Status EditedTree::Start() const {
  if (root_ != nullptr) return absl::OkStatus();
  auto root = Read(start_);
  if (!root.ok()) return root.status();
  root_ = *std::move(root);
  return absl::OkStatus();
}

// Null if there is no such folder.
absl::StatusOr<EditedTree::Folder*> EditedTree::Open(
    Folder* folder, absl::string_view name) const {
  if (Folder* known = folder->Known(name)) return known;
  const absl::optional<int> index = folder->tree().Find(name);
  if (!index.has_value() || !folder->tree().IsFolderAt(*index)) return nullptr;
  auto read = Read(folder->tree().IdAt(*index));
  if (!read.ok()) return read.status();
  return folder->Keep(name, *std::move(read));
}

absl::StatusOr<EditedTree::Folder*> EditedTree::OpenPath(
    absl::string_view path) const {
  absl::Status status = Start();
  if (!status.ok()) return status;
  Folder* folder = root_.get();
  while (!path.empty() && folder != nullptr) {
    const auto [first, rest] = SplitFirst(path);
    auto next = Open(folder, first);
    if (!next.ok()) return next.status();
    folder = *next;
    path = rest;
  }
  return folder;
}

absl::Status EditedTree::Put(absl::string_view path, FileMode mode,
                             const ObjectId& id) {
  absl::Status status = Start();
  if (!status.ok()) return status;
  return PutIn(root_.get(), path, mode, id);
}

absl::Status EditedTree::PutIn(Folder* folder, absl::string_view path,
                               FileMode mode, const ObjectId& id) {
  folder->set_changed();
  const auto [first, rest] = SplitFirst(path);
  if (rest.empty()) {
    folder->Close(first);
    folder->tree().Put(first, static_cast<uint32_t>(mode), id);
    return absl::OkStatus();
  }
  auto next = Open(folder, first);
  if (!next.ok()) return next.status();
  if (*next == nullptr) {
    folder->tree().Put(first, TreeBytes::kFolder, ObjectId());
    next = folder->Keep(first, std::make_unique<Folder>());
  }
  return PutIn(*next, rest, mode, id);
}

absl::Status EditedTree::Remove(absl::string_view path) {
  const auto node = Find(path);
  if (!node.ok()) return node.status();
  if (!node->has_value() || (*node)->is_directory) return absl::OkStatus();
  return RemoveIn(root_.get(), path);
}

absl::Status EditedTree::RemoveIn(Folder* folder, absl::string_view path) {
  folder->set_changed();
  const auto [first, rest] = SplitFirst(path);
  if (!rest.empty()) {
    auto next = Open(folder, first);
    if (!next.ok()) return next.status();
    absl::Status status = RemoveIn(*next, rest);
    if (!status.ok() || (*next)->tree().size() > 0) return status;
    folder->Close(first);
  }
  folder->tree().Erase(*folder->tree().Find(first));
  return absl::OkStatus();
}

ObjectId EditedTree::Write(NewObjects* objects) {
  if (root_ == nullptr && !start_.IsNull()) return start_;
  if (root_ == nullptr) root_ = std::make_unique<Folder>();
  return root_->Write(objects);
}

TreeNode EditedTree::NodeAt(Folder* folder, int index) const {
  TreeNode node;
  const TreeBytes& tree = folder->tree();
  node.is_directory = tree.IsFolderAt(index);
  if (!node.is_directory) {
    node.file.mode = static_cast<FileMode>(tree.ModeAt(index));
    node.file.blob = Blob::Stored(tree.IdAt(index), blobs_);
    return node;
  }
  Folder* known = folder->Known(tree.NameAt(index));
  node.tree_id = known == nullptr ? tree.IdAt(index) : known->Id();
  return node;
}

absl::StatusOr<absl::optional<TreeNode>> EditedTree::Find(
    absl::string_view path) const {
  if (path.empty()) {
    TreeNode node;
    node.is_directory = true;
    node.tree_id = root_ == nullptr ? start_ : root_->Id();
    return absl::optional<TreeNode>(node);
  }
  auto folder = OpenPath(ParentDirectory(path));
  if (!folder.ok()) return folder.status();
  if (*folder == nullptr) return absl::optional<TreeNode>();
  const absl::optional<int> index = (*folder)->tree().Find(BaseName(path));
  if (!index.has_value()) return absl::optional<TreeNode>();
  return absl::optional<TreeNode>(NodeAt(*folder, *index));
}

// A merge lists folders by the thousand; only those that something is looked up
// in are worth keeping.
absl::StatusOr<std::vector<NamedNode>> EditedTree::ListUnopened(
    const Folder& folder, absl::string_view path) const {
  const auto [first, rest] = SplitFirst(path);
  const absl::optional<int> index = folder.tree().Find(first);
  if (!index.has_value() || !folder.tree().IsFolderAt(*index)) {
    return absl::NotFoundError(absl::StrCat(first, " is no folder"));
  }
  return GitTree(name_, objects_, folder.tree().IdAt(*index), absl::nullopt)
      .List(rest);
}

absl::StatusOr<std::vector<NamedNode>> EditedTree::List(
    absl::string_view directory) const {
  absl::Status status = Start();
  if (!status.ok()) return status;
  Folder* folder = root_.get();
  for (absl::string_view path = directory; !path.empty();) {
    const auto [first, rest] = SplitFirst(path);
    Folder* known = folder->Known(first);
    if (known == nullptr) return ListUnopened(*folder, path);
    folder = known;
    path = rest;
  }
  std::vector<NamedNode> nodes;
  const TreeBytes& tree = folder->tree();
  nodes.reserve(tree.size());
  for (int i = 0; i < tree.size(); ++i) {
    nodes.push_back({std::string(tree.NameAt(i)), NodeAt(folder, i)});
  }
  std::sort(
      nodes.begin(), nodes.end(),
      [](const NamedNode& a, const NamedNode& b) { return a.name < b.name; });
  return nodes;
}

}  // namespace patchgraph
