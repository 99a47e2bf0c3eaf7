// Commits replayed on another tree, in memory: what `git rebase` does with its
// list of picks, as far as the first conflict.

#ifndef PATCHGRAPH_ENGINE_REBASE_REPLAY_H_
#define PATCHGRAPH_ENGINE_REBASE_REPLAY_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/git/git_object_store.h"
#include "engine/git/new_objects.h"
#include "engine/merge/tree_merge.h"
#include "engine/model/object_id.h"
#include "engine/model/overlay.h"
#include "engine/rebase/rebased_patch.h"

namespace patchgraph {

// One change to replay: from the tree `before` to the tree `after`.
struct ReplayChange {
  ObjectId before;
  ObjectId after;
  std::string label;  // for the conflict markers: "0123456789ab (Subject)"
};

struct ReplayOptions {
  // Threads to merge files with; 0: one a core. The result does not depend on
  // it.
  int threads = 0;
  // What stands behind the markers of the target's side.
  std::string onto_label = "HEAD";
  // Asked about the merge of a change that is in conflict. What it gives takes
  // the place of the merge's edits, and the replay goes on; with nullopt, or
  // where it is unset, it ends there.
  std::function<absl::StatusOr<absl::optional<Overlay::Edits>>(
      size_t change, const TreeMerge& merge)>
      settle;
};

struct ReplayedChange {
  // kUnchanged, kContextOnly or kEdited; kDropped where nothing is left of it.
  RebasedAs as = RebasedAs::kUnchanged;
  // What the tree is after it, an object of `objects` or of the repository; the
  // null id where no objects were asked for.
  ObjectId tree;
};

struct Replayed {
  // One for each change, up to the first conflict.
  std::vector<ReplayedChange> done;
  // The merge of change number done.size(), if it is in conflict.
  absl::optional<TreeMerge> conflict;
};

// Merges each change into the tree `onto`, one on the other, exactly as git's
// ort strategy would. The new blobs and trees go to `objects`; with null none
// are made, which is enough, and faster, to see whether it goes through.
//
// Files are merged ahead, path by path and on several threads, on the guess
// that each path's changes meet nothing but each other; the trees are then put
// together in order, and where the guess was wrong (renames, folders that
// moved) the change is merged as a whole. No file or folder is read that no
// change touches.
absl::StatusOr<Replayed> Replay(
    const std::shared_ptr<const GitObjectStore>& repository,
    const ObjectId& onto, absl::Span<const ReplayChange> changes,
    const ReplayOptions& options, NewObjects* objects);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REBASE_REPLAY_H_
