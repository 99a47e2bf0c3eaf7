#ifndef PATCHGRAPH_ENGINE_TEXT_EDIT_H_
#define PATCHGRAPH_ENGINE_TEXT_EDIT_H_

#include "engine/text/git_release.h"
#include "engine/text/lines.h"

namespace patchgraph {

// Lines [before_begin, before_end) of the old text were replaced by lines
// [after_begin, after_end) of the new one. One of the two may be empty.
struct Edit {
  int before_begin = 0;
  int before_end = 0;
  int after_begin = 0;
  int after_end = 0;

  LineRange before() const { return {before_begin, before_end}; }
  LineRange after() const { return {after_begin, after_end}; }
};

inline bool operator==(const Edit& a, const Edit& b) {
  return a.before() == b.before() && a.after() == b.after();
}
inline bool operator!=(const Edit& a, const Edit& b) { return !(a == b); }

enum class DiffAlgorithm {
  kHistogram,  // what git's ort strategy merges with
  kMyers,      // what `git diff` and `git merge-file` use unless told otherwise
};

struct DiffOptions {
  DiffAlgorithm algorithm = DiffAlgorithm::kHistogram;
  GitRelease git;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_EDIT_H_
