// Trees written out as folders that go away again.

#ifndef PATCHGRAPH_ENGINE_KBUILD_BUILD_LAYOUT_H_
#define PATCHGRAPH_ENGINE_KBUILD_BUILD_LAYOUT_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/model/tree.h"

namespace patchgraph {

// A new folder, removed with all that is in it. Movable.
class BuildFolder {
 public:
  // In `parent`, or where temporary files go if that is empty.
  static absl::StatusOr<BuildFolder> Make(const std::string& parent);
  ~BuildFolder();
  BuildFolder(BuildFolder&& other) noexcept : path_(std::move(other.path_)) {
    other.path_.clear();
  }
  BuildFolder& operator=(BuildFolder&&) = delete;

  const std::string& path() const { return path_; }

 private:
  explicit BuildFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

// A tree that has been written out already.
struct WrittenTree {
  const Tree* tree = nullptr;
  std::string folder;
};

// Writes a tree's files into `folder`, which it makes. What `like` has, too, is
// copied from there, without being read from the tree again. Calls `next`
// before each file and ends where it gives an error. Submodules are left out.
absl::Status WriteTree(const Tree& tree, const std::string& folder,
                       const WrittenTree& like,
                       const std::function<absl::Status()>& next);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_BUILD_LAYOUT_H_
