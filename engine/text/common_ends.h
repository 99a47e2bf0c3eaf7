// What two texts have in common at their ends.

#ifndef PATCHGRAPH_ENGINE_TEXT_COMMON_ENDS_H_
#define PATCHGRAPH_ENGINE_TEXT_COMMON_ENDS_H_

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "absl/strings/string_view.h"

namespace patchgraph {

// How many bytes at the front are the same in both.
inline std::size_t CommonPrefix(absl::string_view a, absl::string_view b) {
  constexpr std::size_t kBlock = 256;
  const std::size_t limit = std::min(a.size(), b.size());
  std::size_t same = 0;
  while (limit - same >= kBlock &&
         std::memcmp(a.data() + same, b.data() + same, kBlock) == 0) {
    same += kBlock;
  }
  while (same < limit && a[same] == b[same]) ++same;
  return same;
}

// How many bytes at the end are the same in both.
inline std::size_t CommonSuffix(absl::string_view a, absl::string_view b) {
  constexpr std::size_t kBlock = 256;
  const std::size_t limit = std::min(a.size(), b.size());
  const char* const a_end = a.data() + a.size();
  const char* const b_end = b.data() + b.size();
  std::size_t same = 0;
  while (limit - same >= kBlock &&
         std::memcmp(a_end - same - kBlock, b_end - same - kBlock, kBlock) ==
             0) {
    same += kBlock;
  }
  while (same < limit && a_end[-1 - static_cast<std::ptrdiff_t>(same)] ==
                             b_end[-1 - static_cast<std::ptrdiff_t>(same)]) {
    ++same;
  }
  return same;
}

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_COMMON_ENDS_H_
