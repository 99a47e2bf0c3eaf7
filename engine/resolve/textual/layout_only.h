#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_LAYOUT_ONLY_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_LAYOUT_ONLY_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {

// One side changed nothing but blanks and line ends: the other side's text.
// Kinds:
//   "collides" the layout of just what the other side changed: nothing else can
//              be done without laying out its text anew
//   "mergeable" a merge by lines or tokens can keep both, and is the likelier
// each with ", ours" or ", theirs" after the side whose layout it is.
// Must not fire where layout is meaning: a makefile's or a Python file's
// beginnings of lines.
class LayoutOnly : public Resolver {
 public:
  absl::string_view name() const override { return "layout-only"; }
  std::vector<Suggestion> Resolve(const Conflict& conflict) const override;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_LAYOUT_ONLY_H_
