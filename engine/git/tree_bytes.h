// A tree object that is being changed, entry by entry.

#ifndef PATCHGRAPH_ENGINE_GIT_TREE_BYTES_H_
#define PATCHGRAPH_ENGINE_GIT_TREE_BYTES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/git/git_tree_object.h"
#include "engine/model/object_id.h"

namespace patchgraph {

// The bytes are those of a tree object at any time: entries in git's order,
// where a folder's name counts as if it ended in '/', with git's modes.
class TreeBytes {
 public:
  static constexpr uint32_t kFolder = 0040000;

  TreeBytes() = default;
  explicit TreeBytes(const GitTreeObject& tree);

  const std::string& bytes() const { return bytes_; }
  int size() const { return static_cast<int>(entries_.size()); }

  // The position of the entry `name`, whatever it is.
  absl::optional<int> Find(absl::string_view name) const;
  absl::string_view NameAt(int index) const;
  uint32_t ModeAt(int index) const { return entries_[index].mode; }
  bool IsFolderAt(int index) const { return ModeAt(index) == kFolder; }
  ObjectId IdAt(int index) const;

  void SetId(int index, const ObjectId& id);
  // Sets what `name` is, in the place of what it was.
  void Put(absl::string_view name, uint32_t mode, const ObjectId& id);
  void Erase(int index);

 private:
  struct Entry {
    uint32_t start = 0;  // of the mode
    uint32_t name = 0;   // of the name
    uint32_t name_size = 0;
    uint32_t mode = 0;
  };

  // The first position whose entry does not come before `name`.
  int LowerBound(absl::string_view name, bool is_folder) const;
  uint32_t EndOf(const Entry& entry) const {
    return entry.name + entry.name_size + 1 + ObjectId::kBytes;
  }
  void Shift(int first, int64_t by);

  std::string bytes_;
  std::vector<Entry> entries_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_TREE_BYTES_H_
