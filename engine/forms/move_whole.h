// A stack moved to another tree as a whole, in memory.

#ifndef PATCHGRAPH_ENGINE_FORMS_MOVE_WHOLE_H_
#define PATCHGRAPH_ENGINE_FORMS_MOVE_WHOLE_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/check/pick.h"
#include "engine/model/stack.h"
#include "engine/model/tree.h"
#include "engine/rebase/rebased_patch.h"

namespace patchgraph {

struct WholeMove {
  std::shared_ptr<const Tree> target;  // what it was moved to
  // `patches` has one for each patch of the stack, over all layers.
  Picked picked;
  std::vector<RebasedPatch> summary;  // one for each of those
  bool complete = true;               // none is in conflict or blocked
};

// Moves all patches of the stack onto `onto`; null: onto its own base, which
// shows whether it applies there. An error only if a file cannot be read or a
// patch is refused. The patches that `landed` has, by position, with the
// reason, are dropped; what follows is merged with what it was made on all the
// same. With `options` resolvers settle conflicts, which the summary has as the
// reason of an edit.
absl::StatusOr<WholeMove> MoveWhole(
    const Stack& stack, const std::shared_ptr<const Tree>& onto,
    const std::map<int, std::string>& landed = {},
    const PickOptions& options = {});

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORMS_MOVE_WHOLE_H_
