#include "engine/kbuild/build_layout.h"

#include <stdlib.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/types/optional.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

namespace fs = std::filesystem;

absl::Status FileError(const std::error_code& error, absl::string_view doing,
                       absl::string_view path) {
  return absl::ErrnoToStatus(error.value(), absl::StrCat(doing, " ", path));
}

// Whether a link at `path` leads to a place in the tree.
bool StaysInside(absl::string_view path, absl::string_view target) {
  if (absl::StartsWith(target, "/")) return false;
  std::vector<absl::string_view> folders =
      absl::StrSplit(ParentDirectory(path), '/', absl::SkipEmpty());
  for (const absl::string_view part : absl::StrSplit(target, '/')) {
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      folders.push_back(part);
    } else if (folders.empty()) {
      return false;
    } else {
      folders.pop_back();
    }
  }
  return true;
}

class TreeWriter {
 public:
  TreeWriter(const Tree& tree, const std::string& folder,
             const WrittenTree& like, const std::function<absl::Status()>& next)
      : tree_(tree), folder_(folder), like_(like), next_(next) {}

  absl::Status WriteFolder(const std::string& directory) {
    std::error_code error;
    fs::create_directories(In(folder_, directory), error);
    if (error) return FileError(error, "cannot make", directory);
    auto nodes = tree_.List(directory);
    if (!nodes.ok()) return nodes.status();
    for (const NamedNode& named : *nodes) {
      const std::string path = JoinPath(directory, named.name);
      absl::Status status = named.node.is_directory
                                ? WriteFolder(path)
                                : WriteFile(path, named.node.file);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

 private:
  static std::string In(const std::string& folder, absl::string_view path) {
    return absl::StrCat(folder, "/", path);
  }

  absl::Status WriteFile(const std::string& path, const FileState& file) {
    if (auto status = CheckRepoPath(path); !status.ok()) return status;
    if (auto status = next_(); !status.ok()) return status;
    if (file.mode == FileMode::kSubmodule) return absl::OkStatus();
    const std::string target = In(folder_, path);
    std::error_code error;
    if (like_.tree != nullptr && IsPlainFile(file.mode)) {
      auto other = FindFile(*like_.tree, path);
      if (other.ok() && other->has_value() && **other == file) {
        fs::copy_file(In(like_.folder, path), target, error);
        if (!error) return absl::OkStatus();
      }
    }
    auto bytes = file.blob.Read();
    if (!bytes.ok()) return bytes.status();
    if (file.mode == FileMode::kSymlink) {
      if (!StaysInside(path, **bytes)) {
        return absl::InvalidArgumentError(
            absl::StrCat("the symlink ", path, " leads out of the tree"));
      }
      fs::create_symlink(**bytes, target, error);
      return error ? FileError(error, "cannot link", path) : absl::OkStatus();
    }
    std::ofstream stream(target, std::ios::binary);
    stream.write((*bytes)->data(),
                 static_cast<std::streamsize>((*bytes)->size()));
    stream.close();
    if (!stream) {
      return absl::InternalError(absl::StrCat("cannot write ", target));
    }
    if (file.mode == FileMode::kExecutable) {
      fs::permissions(target,
                      fs::perms::owner_exec | fs::perms::group_exec |
                          fs::perms::others_exec,
                      fs::perm_options::add, error);
      if (error) return FileError(error, "cannot change", path);
    }
    return absl::OkStatus();
  }

  const Tree& tree_;
  const std::string& folder_;
  const WrittenTree& like_;
  const std::function<absl::Status()>& next_;
};

}  // namespace

absl::StatusOr<BuildFolder> BuildFolder::Make(const std::string& parent) {
  std::error_code error;
  const std::string where =
      parent.empty() ? fs::temp_directory_path(error).string() : parent;
  if (error) return FileError(error, "no folder for temporary files", "");
  std::string pattern = where + "/patchgraph-build-XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) {
    return absl::ErrnoToStatus(errno,
                               absl::StrCat("cannot make a folder in ", where));
  }
  return BuildFolder(std::move(pattern));
}

BuildFolder::~BuildFolder() {
  if (path_.empty()) return;
  std::error_code error;
  fs::remove_all(path_, error);
  if (!error) return;
  // A build may leave folders that may not be written.
  for (fs::recursive_directory_iterator at(path_, error), end;
       !error && at != end; at.increment(error)) {
    std::error_code ignored;
    if (at->is_directory(ignored) && !at->is_symlink(ignored)) {
      fs::permissions(at->path(), fs::perms::owner_all, fs::perm_options::add,
                      ignored);
    }
  }
  fs::remove_all(path_, error);
}

absl::Status WriteTree(const Tree& tree, const std::string& folder,
                       const WrittenTree& like,
                       const std::function<absl::Status()>& next) {
  return TreeWriter(tree, folder, like, next).WriteFolder("");
}

}  // namespace patchgraph
