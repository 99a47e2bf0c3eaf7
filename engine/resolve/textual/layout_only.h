#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_LAYOUT_ONLY_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_LAYOUT_ONLY_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {

// One side changed nothing but blanks and line ends: the other side's text.
// Kinds:
//   "collides"   no merge by lines or tokens gives a text with both in it: it
//   is
//                the layout of just what the other side changed
//   "mergeable"  one does, and is the likelier
// Symmetric. Must not fire where layout is meaning: in a makefile's or a Python
// file's beginnings of lines; nor where there was nothing to lay out.
class LayoutOnly : public Resolver {
 public:
  absl::string_view name() const override { return "layout-only"; }
  std::vector<Suggestion> Resolve(const Conflict& conflict) const override;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_LAYOUT_ONLY_H_
