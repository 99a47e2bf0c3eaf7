// Resolutions as text that people can read, compare and send to each other.

#ifndef PATCHGRAPH_PATCHDB_RESOLUTION_TEXT_H_
#define PATCHGRAPH_PATCHDB_RESOLUTION_TEXT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/resolutions/resolution.h"

namespace patchgraph {

// The largest file that is read, in bytes.
constexpr size_t kLargestResolutionsFile = size_t{256} << 20;

// As textproto (resolutions.proto): a literal for each line of a text, all that
// is not printable ASCII escaped. The same resolutions give the same bytes,
// whatever protobuf's release.
std::string ResolutionsAsText(absl::Span<const Resolution> resolutions);

struct ReadResolutions {
  std::vector<Resolution> resolutions;
  // What was left out, and why: "resolution 3: its two sides agree".
  std::vector<std::string> left_out;
};

// InvalidArgument, with line and column, for what is no such file, and for one
// that a newer patchgraph wrote. Resolutions that cannot be what they say are
// left out.
absl::StatusOr<ReadResolutions> ResolutionsFromText(absl::string_view text);

}  // namespace patchgraph

#endif  // PATCHGRAPH_PATCHDB_RESOLUTION_TEXT_H_
