// A change that goes in file by file, since nothing in it meets a rename.

#ifndef PATCHGRAPH_ENGINE_REBASE_FILE_BY_FILE_H_
#define PATCHGRAPH_ENGINE_REBASE_FILE_BY_FILE_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/git/git_tree_diff.h"
#include "engine/model/tree.h"
#include "engine/rebase/rebased_patch.h"

namespace patchgraph {

// The clean merge of three plain files with different bytes.
struct MergedFileBlob {
  Blob blob;
  RebasedAs as = RebasedAs::kUnchanged;
};

// nullopt where the merge is not clean.
using BlobMerger = std::function<absl::StatusOr<absl::optional<MergedFileBlob>>(
    const Blob& base, const Blob& ours, const Blob& theirs)>;

// What a change makes of the tree it is put on.
struct FilesToSet {
  struct File {
    const std::string* path;  // of the change
    absl::optional<FileState> state;
  };
  std::vector<File> files;  // only those that become something else
  RebasedAs as = RebasedAs::kUnchanged;  // kDropped if there are none
};

// What merging `changes`, all that differs between the tree `before` and the
// one after it, into `ours` makes of each file: the result of git's ort
// strategy, found without looking for renames.
//
// nullopt where a rename might matter, on either side, or where something is in
// conflict: then the whole trees are to be merged. A rename of a file does not
// matter as long as each file that the change modifies or deletes is where it
// was; one of a folder, as long as ours still has each folder to which the
// change adds a file; and one in the change itself, if it does not both add and
// delete.
absl::StatusOr<absl::optional<FilesToSet>> TakeFileByFile(
    absl::Span<const ChangedFile> changes, const Tree& before, const Tree& ours,
    const BlobMerger& merge);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_FILE_BY_FILE_H_
