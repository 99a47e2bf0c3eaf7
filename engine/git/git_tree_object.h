// One tree object of git, parsed: the entries of one folder.

#ifndef PATCHGRAPH_ENGINE_GIT_GIT_TREE_OBJECT_H_
#define PATCHGRAPH_ENGINE_GIT_GIT_TREE_OBJECT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/model/file_state.h"
#include "engine/model/object_id.h"

namespace patchgraph {

// The id of a folder without anything in it.
ObjectId EmptyTreeId();

// git's order of a tree's entries: by name as bytes, where a folder's counts as
// if it ended in '/'.
bool ComesBeforeInTree(absl::string_view a, bool a_is_folder,
                       absl::string_view b, bool b_is_folder);

struct GitTreeEntry {
  absl::string_view name;  // points into the tree object
  bool is_directory = false;
  FileMode mode = FileMode::kRegular;  // of what is no folder
  ObjectId id;

  friend bool operator==(const GitTreeEntry& a, const GitTreeEntry& b) {
    return a.id == b.id && a.is_directory == b.is_directory &&
           a.mode == b.mode && a.name == b.name;
  }
};

// Immutable. Keeps the object's bytes and twelve more for each entry, so that
// many can be held.
class GitTreeObject {
 public:
  // Takes a tree object's bytes, without git's "tree <size>" header. DataLoss
  // where they are cut short or hold a name that no file can have.
  static absl::StatusOr<GitTreeObject> Parse(std::string bytes);

  int size() const { return static_cast<int>(spans_.size()); }
  // Entries in the order of their names as bytes. (Git's own order takes a
  // folder's name to end in a slash.)
  GitTreeEntry entry(int index) const;
  absl::optional<GitTreeEntry> Find(absl::string_view name) const;
  // How many entries at the front are the same in both; there may be more.
  int CommonFront(const GitTreeObject& other) const;
  // What it takes in memory, roughly.
  size_t bytes() const {
    return bytes_.size() + spans_.size() * sizeof(Span) + sizeof *this;
  }

 private:
  struct Span {
    uint32_t name_start = 0;
    uint32_t name_size = 0;
    uint32_t mode = 0;
  };

  absl::string_view NameAt(const Span& span) const {
    return absl::string_view(bytes_).substr(span.name_start, span.name_size);
  }
  GitTreeEntry EntryAt(const Span& span) const;

  std::string bytes_;
  std::vector<Span> spans_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_GIT_TREE_OBJECT_H_
