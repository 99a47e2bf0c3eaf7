#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_COMMENT_ONLY_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_COMMENT_ONLY_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {

// One side changed nothing but comments and layout, the other changed code: the
// other side's text, in which the comments are changed where they still stand.
// A comment that the other side changed as well, or took away with the code
// around it, is as the other side has it. Kinds:
//   "carried"    every comment is changed, next to code that nobody touched
//   "beside"     the same, but one stands next to code that the other changed
//   "in part"    some comments are changed, others gave way
//   "gives way"  no comment could be: the other side's text
// Symmetric. Must not fire where both sides changed code, or none did; where it
// is not known what a comment is (CommentStyle::kNone); nor where layout alone
// was changed, which is LayoutOnly's.
class CommentOnly : public Resolver {
 public:
  absl::string_view name() const override { return "comment-only"; }
  std::vector<Suggestion> Resolve(const Conflict& conflict) const override;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_COMMENT_ONLY_H_
