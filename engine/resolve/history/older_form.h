#ifndef PATCHGRAPH_ENGINE_RESOLVE_HISTORY_OLDER_FORM_H_
#define PATCHGRAPH_ENGINE_RESOLVE_HISTORY_OLDER_FORM_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {

// One side says what the other side said before it went on: the side that went
// on is taken whole. Kinds:
//   "exact"           to the byte
//   "but for blanks"  but for blanks and line ends
//   "disputed"        either, where the side went on by a commit that the other
//                     has as well, by its subject: the two disagree on what
//                     that commit does
// Symmetric. Must not fire where the older text is the base's (that is no
// change, and no conflict), where each side is an older form of the other, nor
// where the line's older texts are older than the base.
class OlderForm : public Resolver {
 public:
  absl::string_view name() const override { return "older-form"; }
  std::vector<Suggestion> Resolve(const Conflict& conflict) const override;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_HISTORY_OLDER_FORM_H_
