// A stack as one change, merged exactly as git merges.

#ifndef PATCHGRAPH_ENGINE_CHECK_SQUASH_H_
#define PATCHGRAPH_ENGINE_CHECK_SQUASH_H_

#include <memory>

#include "absl/status/status.h"
#include "engine/check/check.h"
#include "engine/model/overlay.h"
#include "engine/model/tree.h"

namespace patchgraph {

// Merges `patched`, the stack's base with all of the stack, into `onto`: what
// `git merge-tree --write-tree ONTO STACK` does with the stack as one commit on
// its base. Fills in `squashed`, `moved`, `conflicts`, `resolutions` and
// `result` of `check`, whose `patches` say who wrote the lines in conflict.
//
// A file that resolvers settle is settled as a whole: what is left of one that
// they do not is as git leaves it, markers and all.
absl::Status Squash(const Overlay& patched,
                    const std::shared_ptr<const Tree>& onto,
                    const CheckOptions& options, StackCheck* check);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_SQUASH_H_
