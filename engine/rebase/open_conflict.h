// A merge in conflict, made ready for the worktree.

#ifndef PATCHGRAPH_ENGINE_REBASE_OPEN_CONFLICT_H_
#define PATCHGRAPH_ENGINE_REBASE_OPEN_CONFLICT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/git/git_object_store.h"
#include "engine/git/new_objects.h"
#include "engine/merge/tree_merge.h"
#include "engine/model/object_id.h"
#include "engine/rebase/rebase_state.pb.h"
#include "engine/rebase/settle_conflict.h"
#include "engine/resolutions/reuse_resolutions.h"

namespace patchgraph {

struct OpenedConflict {
  // What the worktree gets: files in conflict have markers in them.
  ObjectId tree;
  // What the index gets for the paths that are still in conflict.
  std::vector<StateStage> stages;
  // Resolutions that are remembered for it.
  std::vector<ReusedFile> reused;
  // What resolvers settled of it.
  std::vector<ResolvedConflict> resolved;
  // Files of which nothing is left for a person: they are staged.
  std::vector<std::string> settled_paths;
  // Ids (IdOf) of what became of the conflicts that are settled, as if a person
  // had resolved them so.
  std::vector<std::string> settled_resolutions;
};

// Puts the trees and blobs that it takes into `objects`. `head` is the tree
// that the change was merged into. Without `diff3` conflicts show two sides,
// not three, but for files of which a part is settled.
absl::StatusOr<OpenedConflict> OpenConflict(
    const std::shared_ptr<const GitObjectStore>& repository,
    const ObjectId& head, const TreeMerge& merge, bool diff3,
    const Settlers& settlers, NewObjects* objects);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_OPEN_CONFLICT_H_
