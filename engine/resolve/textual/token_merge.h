#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_TOKEN_MERGE_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_TOKEN_MERGE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {

// Both sides changed the same lines, but different words of them: a three-way
// merge by tokens, in which the bytes between the words are kept. Kinds:
//   "apart"    between edits of the two sides there is always a word that
//              neither changed
//   "touching" there is not, and still no token was changed by both
//   "rewritten" too little of the base is left to tell where an edit belongs
// each with ", lines too" where a merge by lines that lets edits touch comes to
// the same text.
// Symmetric. Must not fire where both sides changed one token, or add tokens
// at one place.
class TokenMerge : public Resolver {
 public:
  absl::string_view name() const override { return "token-merge"; }
  std::vector<Suggestion> Resolve(const Conflict& conflict) const override;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_TOKEN_MERGE_H_
