#ifndef PATCHGRAPH_ENGINE_RESOLVE_HISTORY_SUPERSEDED_H_
#define PATCHGRAPH_ENGINE_RESOLVE_HISTORY_SUPERSEDED_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {

// One side took lines away, or wrote them anew, in which the other side changed
// a detail: there is nothing left that the detail could be changed in. Every
// edit of the other side lies within lines that this one took away. Kinds:
//   "deleted"    all lines are gone, and the other side changed less than a
//                fifth of them
//   "rewritten"  less than a third of the lines' tokens is left, and the other
//                side changed less than a fifth
//   "replaced"   the same with half of them
// Symmetric. Must not fire where the other side adds lines at the border of
// what was taken away: they can stand without it.
class Superseded : public Resolver {
 public:
  absl::string_view name() const override { return "superseded"; }
  std::vector<Suggestion> Resolve(const Conflict& conflict) const override;
};

// The side that is left, for a walk through two histories; nullopt where the
// rule does not hold, or only as "replaced".
absl::optional<std::string> SupersedingSide(absl::string_view base,
                                            absl::string_view ours,
                                            absl::string_view theirs);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_HISTORY_SUPERSEDED_H_
