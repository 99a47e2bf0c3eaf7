#ifndef PATCHGRAPH_ENGINE_RESOLVE_HISTORY_SAME_COMMITS_H_
#define PATCHGRAPH_ENGINE_RESOLVE_HISTORY_SAME_COMMITS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {

// A commit that both sides have, perhaps adapted on one of them, is known by
// its subject. The side that has all of the other's commits to the piece is
// taken whole. Kinds:
//   "all and more"       and it went on by commits of its own
//   "all after more"     its own commits came before, so that the newest is one
//                        that both have: they disagree on what that one does
//   "adapted, ours" and "adapted, theirs"
//                        both have the same commits and came to other texts:
//                        either side
// Must not fire where each side has a commit of its own, nor on subjects that
// say nothing (merges, one word).
class SameCommits : public Resolver {
 public:
  absl::string_view name() const override { return "same-commits"; }
  std::vector<Suggestion> Resolve(const Conflict& conflict) const override;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_HISTORY_SAME_COMMITS_H_
