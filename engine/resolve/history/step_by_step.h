#ifndef PATCHGRAPH_ENGINE_RESOLVE_HISTORY_STEP_BY_STEP_H_
#define PATCHGRAPH_ENGINE_RESOLVE_HISTORY_STEP_BY_STEP_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {

// Merges the two sides' commits to the piece one by one: a grid in which the
// cell of our i-th and their j-th version is the three-way merge of its two
// neighbours over the cell between these, as git-imerge does it with whole
// trees. What was one knot becomes small steps, and a commit that both sides
// have cancels. Kinds, by the boldest step on the way:
//   "clean"       every step merged as git merges
//   "touching"    edits touched, or one contained the other
//   "superseded"  a detail was changed in lines that a step took away
//   "adapted"     a commit that both sides have, known by its subject, was
//                 taken for one though the sides' forms of it differ
//   "one way"     a step in conflict was gone around: the sides' commits were
//                 put one after the other there
//   "otherwise than at once"
//                 the two sides merge in one step too, to another text
//   "disputed"    every step merged as git merges, but a commit that both sides
//                 have led to other texts on them
//   "older base"  a line begins with texts that are older than the base
// Symmetric but where forms differ. Must not fire where both sides have one
// commit (then there are no smaller steps), where a step stays in conflict, nor
// where bold steps come to what the same rules make of the conflict at once.
class StepByStep : public Resolver {
 public:
  absl::string_view name() const override { return "step-by-step"; }
  std::vector<Suggestion> Resolve(const Conflict& conflict) const override;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_HISTORY_STEP_BY_STEP_H_
