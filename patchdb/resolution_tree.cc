#include "patchdb/resolution_tree.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/git/edited_tree.h"

namespace patchgraph {
namespace {

constexpr size_t kFolderDigits = 2;
constexpr size_t kIdDigits = 16;

class TreeReader {
 public:
  explicit TreeReader(const Tree& tree) : tree_(tree) {}

  absl::StatusOr<ReadResolutions> Run() {
    const auto top = tree_.List("");
    if (!top.ok()) return top.status();
    for (const NamedNode& folder : *top) {
      if (!folder.node.is_directory || folder.name.size() != kFolderDigits) {
        LeaveOut(folder.name, "it is no folder of resolutions");
        continue;
      }
      const auto files = tree_.List(folder.name);
      if (!files.ok()) return files.status();
      for (const NamedNode& file : *files) {
        absl::Status status =
            ReadOne(absl::StrCat(folder.name, "/", file.name), file.node);
        if (!status.ok()) return status;
      }
    }
    return std::move(read_);
  }

 private:
  void LeaveOut(const std::string& path, absl::string_view why) {
    read_.left_out.push_back(absl::StrCat(path, ": ", why));
  }

  absl::Status ReadOne(const std::string& path, const TreeNode& node) {
    if (node.is_directory || !IsPlainFile(node.file.mode)) {
      LeaveOut(path, "it is no file");
      return absl::OkStatus();
    }
    const absl::StatusOr<size_t> size = node.file.blob.Size();
    if (!size.ok()) return size.status();
    if (*size > kLargestResolutionsFile) {
      LeaveOut(path, "it is too large");
      return absl::OkStatus();
    }
    const absl::StatusOr<Bytes> bytes = node.file.blob.Read();
    if (!bytes.ok()) return bytes.status();
    auto file = ResolutionsFromText(**bytes);
    if (!file.ok()) {
      LeaveOut(path, file.status().message());
    } else if (!file->left_out.empty()) {
      LeaveOut(path, file->left_out.front());
    } else if (file->resolutions.size() != 1 ||
               ResolutionPath(file->resolutions.front()) != path) {
      LeaveOut(path, "it does not hold the resolution that its name says");
    } else {
      read_.resolutions.push_back(std::move(file->resolutions.front()));
    }
    return absl::OkStatus();
  }

  const Tree& tree_;
  ReadResolutions read_;
};

}  // namespace

std::string ResolutionPath(const Resolution& resolution) {
  const std::string key = KeyOf(resolution.conflict);
  return absl::StrCat(key.substr(0, kFolderDigits), "/",
                      key.substr(kFolderDigits), "-",
                      IdOf(resolution).substr(0, kIdDigits));
}

absl::StatusOr<ReadResolutions> ResolutionsOfTree(const Tree& tree) {
  return TreeReader(tree).Run();
}

std::vector<Resolution> UnionOfResolutions(absl::Span<const Resolution> a,
                                           absl::Span<const Resolution> b) {
  std::map<std::string, const Resolution*> by_path;
  for (const absl::Span<const Resolution> all : {a, b}) {
    for (const Resolution& resolution : all) {
      const Resolution*& kept = by_path[ResolutionPath(resolution)];
      if (kept == nullptr || ComesFirst(resolution, *kept)) kept = &resolution;
    }
  }
  std::vector<Resolution> united;
  united.reserve(by_path.size());
  for (const auto& [path, resolution] : by_path) united.push_back(*resolution);
  return united;
}

absl::StatusOr<ObjectId> AddResolutionTree(
    absl::Span<const Resolution> resolutions,
    const std::shared_ptr<const GitObjectStore>& store,
    const std::shared_ptr<NewObjects>& objects) {
  EditedTree tree(store, ObjectId(), objects, "resolutions");
  for (const Resolution& resolution : resolutions) {
    const ObjectId blob = objects->AddBlob(ResolutionsAsText({resolution}));
    absl::Status status =
        tree.Put(ResolutionPath(resolution), FileMode::kRegular, blob);
    if (!status.ok()) return status;
  }
  return tree.Write(objects.get());
}

}  // namespace patchgraph
