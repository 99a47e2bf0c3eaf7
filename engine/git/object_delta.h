// Deltas in the form of git's pack files: copies from the old bytes, and new
// bytes between them.

#ifndef PATCHGRAPH_ENGINE_GIT_OBJECT_DELTA_H_
#define PATCHGRAPH_ENGINE_GIT_OBJECT_DELTA_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace patchgraph {

// The bytes that `delta` makes of `old`. Fails if it was made for bytes of
// another size, is garbled, or gives more than `limit` bytes.
absl::StatusOr<std::string> ApplyDelta(absl::string_view old,
                                       absl::string_view delta, size_t limit);

// How many bytes a delta gives, which it begins with. Fails if it is garbled.
absl::StatusOr<uint64_t> SizeAfterDelta(absl::string_view delta);

// A delta that makes `now` of `old`: what they share at both ends, and between
// them the lines that stand in both, are copied. Good where the two are
// versions of one file; correct for any two.
std::string MakeDelta(absl::string_view old, absl::string_view now);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GIT_OBJECT_DELTA_H_
