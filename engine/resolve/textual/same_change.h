#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_SAME_CHANGE_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_SAME_CHANGE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {

// Both sides did the same, or one did all of what the other did and more.
// Kinds:
//   "same"            both came to one text
//   "lines"           the edits of lines of one side are among the other's
//   "words"           the same for edits within lines
//   "taken away"      both only take lines away, and one takes away more
//   "replaced"        one only takes lines away, for which the other has others
//   "layout, ours" and "layout, theirs"
//                     both came to one text but for blanks and line ends
// Symmetric but for the kinds named after a side. Must not fire where one side
// has an edit, however small, that the other has not.
class SameChange : public Resolver {
 public:
  absl::string_view name() const override { return "same-change"; }
  std::vector<Suggestion> Resolve(const Conflict& conflict) const override;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_SAME_CHANGE_H_
