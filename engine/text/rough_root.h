#ifndef PATCHGRAPH_ENGINE_TEXT_ROUGH_ROOT_H_
#define PATCHGRAPH_ENGINE_TEXT_ROUGH_ROOT_H_

#include <cstdint>

namespace patchgraph {

// The power of two above the square root of n, within a factor of two; the
// measure by which xdiff scales its limits. RoughRoot(0) is 1.
inline int RoughRoot(std::int64_t n) {
  int root = 1;
  for (; n > 0; n >>= 2) root <<= 1;
  return root;
}

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_ROUGH_ROOT_H_
