// Work that may fail, on all processors.

#ifndef PATCHGRAPH_ENGINE_MODEL_IN_PARALLEL_H_
#define PATCHGRAPH_ENGINE_MODEL_IN_PARALLEL_H_

#include <cstddef>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"

namespace patchgraph {

// Calls `work` once with each number below `count`, from several threads, and
// all of them whatever fails. The failure of the lowest number, so that it is
// the same in every run.
absl::Status InParallel(std::size_t count,
                        absl::FunctionRef<absl::Status(std::size_t)> work);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MODEL_IN_PARALLEL_H_
