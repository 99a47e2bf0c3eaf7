// Which files differ between two trees.

#ifndef PATCHGRAPH_ENGINE_MERGE_TREE_DIFF_H_
#define PATCHGRAPH_ENGINE_MERGE_TREE_DIFF_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/merge/tree_view.h"
#include "engine/merge/version.h"
#include "engine/model/file_state.h"
#include "engine/model/tree.h"

namespace patchgraph {

// Nothing on one side means that there is no file at the path; there may be a
// folder.
struct PathChange {
  std::string path;
  absl::optional<FileState> before;
  absl::optional<FileState> after;
};

// The files that differ in mode or content, sorted by path as bytes. Renames
// are a file that goes and one that comes. Folders of equal id are not entered
// and no file is read; where `after` is an Overlay over `before`, only the
// folders of its edits are looked at.
absl::StatusOr<std::vector<PathChange>> DiffTrees(const Tree& before,
                                                  const Tree& after);

// The same for what stands at one path in two views, which may be a file,
// a folder or nothing; appended to `changes`, not sorted.
absl::Status DiffVersions(const std::string& path, const Version& before,
                          TreeView* before_view, const Version& after,
                          TreeView* after_view,
                          std::vector<PathChange>* changes);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_TREE_DIFF_H_
