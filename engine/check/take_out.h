// A stack less some of its patches.

#ifndef PATCHGRAPH_ENGINE_CHECK_TAKE_OUT_H_
#define PATCHGRAPH_ENGINE_CHECK_TAKE_OUT_H_

#include <cstddef>
#include <set>
#include <utility>

#include "absl/status/statusor.h"
#include "engine/model/stack.h"

namespace patchgraph {

// Layer and position in it, from 0.
using PatchPositions = std::set<std::pair<size_t, size_t>>;

// The stack as it would be without the patches at `positions`. A sparse tree
// repeats in its whole files what earlier patches did; there the patches are
// taken out as well, edit by edit. Where the sparse tree changed the same lines
// further, its text stays; a file that it has just as the patch made it goes
// with the patch.
//
// An error only if a file cannot be read or the stack's patches are refused.
absl::StatusOr<Stack> TakeOut(const Stack& stack,
                              const PatchPositions& positions);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_CHECK_TAKE_OUT_H_
