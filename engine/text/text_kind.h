#ifndef PATCHGRAPH_ENGINE_TEXT_TEXT_KIND_H_
#define PATCHGRAPH_ENGINE_TEXT_TEXT_KIND_H_

#include <cstddef>

#include "absl/strings/string_view.h"

namespace patchgraph {

// The largest file, in bytes, that git diffs or merges by lines.
constexpr std::size_t kMaxTextMergeSize = std::size_t{1023} * 1024 * 1024;

// Whether git takes the content for binary: a NUL within the first 8000 bytes.
bool IsBinary(absl::string_view content);

// Whether git merges the content by lines. If one of three files is no such,
// their merge is a conflict as a whole, and ours stays as it is.
bool FitsTextMerge(absl::string_view content);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_TEXT_KIND_H_
