// A sparse tree: a folder of whole files that replace or add to those of the
// tree it is laid over.

#ifndef PATCHGRAPH_ENGINE_SOURCE_SPARSE_TREE_H_
#define PATCHGRAPH_ENGINE_SOURCE_SPARSE_TREE_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/model/patch.h"
#include "engine/model/tree.h"
#include "engine/source/directory_tree.h"

namespace patchgraph {

// Every file of `files` as one patch, sorted by path: each file change has a
// new path, below the folder `at` (empty: the top), and the whole file as its
// replacement. Whether it adds or modifies follows when it is applied; until
// then its kind is kAdd.
//
// Left out, and named in a note of the series: folders of version control
// (.git, .hg, .svn, CVS, .bzr) and what editors and patch(1) leave behind (x~,
// #x#,
// .#x, .x.swp, x.orig, x.rej). A path that must not be written is
// InvalidArgument; a tree without files is too.
absl::StatusOr<Series> ReadSparseTree(const Tree& files, absl::string_view at);
// The same, and the note names what a DirectoryTree does not show as well.
absl::StatusOr<Series> ReadSparseTree(const DirectoryTree& files,
                                      absl::string_view at);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_SPARSE_TREE_H_
