// What `patchgraph neutral` says of drivers outside of the tree.

#ifndef PATCHGRAPH_CLI_NEUTRAL_DRIVER_INTERFACE_H_
#define PATCHGRAPH_CLI_NEUTRAL_DRIVER_INTERFACE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "engine/kbuild/driver_interface.h"
#include "engine/kbuild/neutral.h"
#include "engine/kbuild/patched_stack.h"

namespace patchgraph {

// With the feature off and on. A new file whose name leads to one of the base,
// by a mark that at least two have ("-xen"), stands in for it.
absl::StatusOr<std::vector<InterfaceChange>> FindInterfaceChanges(
    const PatchedStack& stack, const StackNeutrality& neutrality);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_NEUTRAL_DRIVER_INTERFACE_H_
