#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_LAYOUT_MERGE_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_LAYOUT_MERGE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {

// One side changed nothing but the layout, and its layout is kept for what the
// other side says: a three-way merge of the tokens without the blanks between
// them, and for each token a three-way merge of the blanks and line ends before
// it. A line that the other side brings is indented as the line next to it has
// been moved.
// Symmetric. Must not fire where both sides changed more than the layout, or
// changed the blanks at one place, each in its own way.
class LayoutMerge : public Resolver {
 public:
  absl::string_view name() const override { return "layout-merge"; }
  std::vector<Suggestion> Resolve(const Conflict& conflict) const override;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_LAYOUT_MERGE_H_
