// `--without PATCH`: a stack less some of its patches.

#ifndef PATCHGRAPH_CLI_LEAVE_OUT_H_
#define PATCHGRAPH_CLI_LEAVE_OUT_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "engine/model/stack.h"

namespace patchgraph {

// Takes each patch that `names` has out of `stacks`. A name is a patch's own,
// or the end of "stack/layer/patch" from a '/' on, so that a file name will do
// where it is unique. InvalidArgument, and nothing taken out, where a name fits
// no patch (with the nearest ones) or several (with all of them).
absl::Status LeaveOut(absl::Span<const std::string> names,
                      std::vector<Stack>* stacks);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_LEAVE_OUT_H_
