// Deltas in the form of git's pack files: copies from the old bytes, and new
// bytes between them.

#ifndef PATCHGRAPH_ENGINE_SOURCE_BINARY_PATCH_DELTA_H_
#define PATCHGRAPH_ENGINE_SOURCE_BINARY_PATCH_DELTA_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace patchgraph {

// The bytes that `delta` makes of `old`. Fails if it was made for bytes of
// another size, is garbled, or gives more than `limit` bytes.
absl::StatusOr<std::string> ApplyDelta(absl::string_view old,
                                       absl::string_view delta, size_t limit);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_BINARY_PATCH_DELTA_H_
