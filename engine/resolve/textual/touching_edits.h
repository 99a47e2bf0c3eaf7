#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_TOUCHING_EDITS_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_TOUCHING_EDITS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {

// The edits of the two sides are of different lines and do nothing but touch:
// both are made. Kinds, by the pair of edits that is the least sure:
//   "deleted beside changed"  lines taken away next to one that the other
//                             changed, or next to more that it took away
//   "changed beside changed"  each side put something else for lines
//   "added beside changed"    lines added next to one that the other changed
//   "added beside rewritten"  next to lines that the other replaced by others
//   "added beside deleted"    next to lines that the other took away
//   "blanks"                  an edit that touches is of blank lines alone
//   "twice"                   both sides brought the same line, in edits of
//                             their own: it would stand there twice
//   "many"                    too many edits to tell what they are
// Symmetric. Must not fire where both sides touched one line or add at one
// place.
class TouchingEdits : public Resolver {
 public:
  absl::string_view name() const override { return "touching-edits"; }
  std::vector<Suggestion> Resolve(const Conflict& conflict) const override;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_TOUCHING_EDITS_H_
