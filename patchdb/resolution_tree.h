// Resolutions as a tree of git: what refs/patchgraph/resolutions holds.

#ifndef PATCHGRAPH_PATCHDB_RESOLUTION_TREE_H_
#define PATCHGRAPH_PATCHDB_RESOLUTION_TREE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "engine/git/git_object_store.h"
#include "engine/git/new_objects.h"
#include "engine/model/object_id.h"
#include "engine/model/tree.h"
#include "engine/resolutions/resolution.h"
#include "patchdb/resolution_text.h"

namespace patchgraph {

// The file that a resolution is kept in: "ab/cdef…-0123456789abcdef", the key
// (its first two digits name the folder) and as much of the id as keeps two
// resolutions of one conflict apart. The name says what is in it; so trees of
// two people never disagree about more than who was first.
std::string ResolutionPath(const Resolution& resolution);

// What a tree has, by path. A file that does not hold the one resolution that
// its name says is left out, and so is everything else.
absl::StatusOr<ReadResolutions> ResolutionsOfTree(const Tree& tree);

// All of both lists; of two with one id, the one that ComesFirst().
std::vector<Resolution> UnionOfResolutions(absl::Span<const Resolution> a,
                                           absl::Span<const Resolution> b);

// Adds the tree of these resolutions to `objects`. The same resolutions give
// the same tree, in any order. `store` is read for nothing.
absl::StatusOr<ObjectId> AddResolutionTree(
    absl::Span<const Resolution> resolutions,
    const std::shared_ptr<const GitObjectStore>& store,
    const std::shared_ptr<NewObjects>& objects);

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_RESOLUTION_TREE_H_
