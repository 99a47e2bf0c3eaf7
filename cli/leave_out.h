// `--without PATCH`: a stack less some of its patches.

#ifndef PATCHGRAPH_CLI_LEAVE_OUT_H_
#define PATCHGRAPH_CLI_LEAVE_OUT_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "engine/git/git_repository.h"
#include "engine/model/stack.h"

namespace patchgraph {

// Takes each patch that `names` has out of `stacks`. Names and errors are those
// of PatchNames (patch_names.h); `repository` may be null. After an error
// nothing is taken out.
absl::Status LeaveOut(absl::Span<const std::string> names,
                      const GitRepository* repository,
                      std::vector<Stack>* stacks);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_LEAVE_OUT_H_
