#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_LAYOUT_MERGE_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_LAYOUT_MERGE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {

// What the sides say and how they lay it out, merged each on its own: a
// three-way merge of the tokens without the blanks between them, and for each
// token a three-way merge of the blanks and line ends before it. A line that
// one side brings is indented as the other side has moved the line next to it.
// Kinds:
//   "layout"  one side changed the layout alone
//   "both"    both changed more, and one of them also the layout
// Symmetric. Must not fire where both sides changed the blanks at one place,
// each in its own way, or where both changed one token.
class LayoutMerge : public Resolver {
 public:
  absl::string_view name() const override { return "layout-merge"; }
  std::vector<Suggestion> Resolve(const Conflict& conflict) const override;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_LAYOUT_MERGE_H_
