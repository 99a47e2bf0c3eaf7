// A tar archive as a tree.

#ifndef PATCHGRAPH_ENGINE_SOURCE_ARCHIVE_TREE_H_
#define PATCHGRAPH_ENGINE_SOURCE_ARCHIVE_TREE_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/model/tree.h"

namespace patchgraph {

struct ArchiveLimits {
  // All files unpacked, in bytes. A kernel of today takes 1.5 GB.
  int64_t total_bytes = int64_t{8} << 30;
};

// Holds all files in memory, as they were when it was opened. Folders have no
// tree ids.
class ArchiveTree : public Tree {
 public:
  // Reads a tar archive, plain or compressed (gz, bz2, xz, lzma, zstd), or a
  // zip archive. Which it is follows from its bytes, not from its name. Hard
  // links become copies, symlinks stay symlinks; devices and pipes are left
  // out. If all entries lie in one folder ("linux-2.6.16/"), that folder is
  // taken off. Of two entries of one path the later counts, as for tar.
  //
  // Errors name the archive and the entry: NotFound and what the system says
  // of a file that cannot be read; DataLoss for an archive that is cut short or
  // garbled; InvalidArgument for what is no archive, holds no files, or holds
  // a path that is absolute or leaves the tree, or a file below a file;
  // ResourceExhausted beyond the limits. (A plain tar that is cut off exactly
  // between two entries, and lost its end mark, cannot be told from a whole
  // one: tar takes it too.)
  static absl::StatusOr<std::shared_ptr<const ArchiveTree>> Open(
      absl::string_view path, const ArchiveLimits& limits);

  const std::string& name() const override { return name_; }
  absl::StatusOr<absl::optional<TreeNode>> Find(
      absl::string_view path) const override;
  absl::StatusOr<std::vector<NamedNode>> List(
      absl::string_view directory) const override;

  size_t size() const { return files_.size(); }

 private:
  // By path.
  using Files = std::map<std::string, FileState, std::less<>>;

  ArchiveTree(std::string name, Files files)
      : name_(std::move(name)), files_(std::move(files)) {}

  bool IsDirectory(absl::string_view path) const;

  std::string name_;
  Files files_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_ARCHIVE_TREE_H_
