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
    const std::string& path, const Blob& base, const Blob& ours,
    const Blob& theirs)>;

// What a change makes of the tree it is put on.
struct FilesToSet {
  struct File {
    const std::string* path;  // of the change
    absl::optional<FileState> state;
  };
  std::vector<File> files;  // only those that become something else
  RebasedAs as = RebasedAs::kUnchanged;  // kDropped if there are none
  // The part of the change that has to be merged as trees, to be put on after
  // `files`: where a rename might matter, on either side, or where something is
  // in conflict. If it is not empty it has all that is added or deleted.
  std::vector<const ChangedFile*> unclear;
};

// What merging `changes`, all that differs between the trees `before` and
// `after`, into `ours` makes of each file: the result of git's ort strategy,
// found without looking for renames.
//
// A rename does not matter where ours has each file that the change modifies,
// has each file that it deletes as it was, and still has the folders to which
// it adds files; and where the change, if it adds and deletes, leaves no folder
// empty. A file that all three sides have takes part in no rename whatever the
// rest does.
absl::StatusOr<FilesToSet> TakeFileByFile(absl::Span<const ChangedFile> changes,
                                          const Tree& before, const Tree& after,
                                          const Tree& ours,
                                          const BlobMerger& merge);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_FILE_BY_FILE_H_
