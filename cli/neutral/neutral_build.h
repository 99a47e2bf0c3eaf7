// `patchgraph neutral --build`: both trees built, unless somebody stops it.

#ifndef PATCHGRAPH_CLI_NEUTRAL_NEUTRAL_BUILD_H_
#define PATCHGRAPH_CLI_NEUTRAL_NEUTRAL_BUILD_H_

#include "absl/status/statusor.h"
#include "cli/neutral/neutral_arguments.h"
#include "cli/progress.h"
#include "engine/apply/patch_step.h"
#include "engine/kbuild/build_trees.h"
#include "engine/kbuild/neutral.h"
#include "engine/kbuild/patched_stack.h"

namespace patchgraph {

// `question` has the flavours: the list of values of a single one, without the
// feature, becomes .config. SIGINT and SIGTERM stop the builds; the trees go
// away, and the error is CancelledError.
absl::StatusOr<BuildComparison> BuildBoth(const NeutralArguments& arguments,
                                          const PatchedStack& stack,
                                          const std::vector<PatchStep>& steps,
                                          const NeutralQuestion& question,
                                          const StackNeutrality& neutrality,
                                          Progress* progress);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_NEUTRAL_NEUTRAL_BUILD_H_
