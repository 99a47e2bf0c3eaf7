#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_ADDED_WORDS_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_ADDED_WORDS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {

// Both sides add entries at one place of a list within a line: the objects of a
// makefile's target, flags with "|" between them, names or values with commas.
// Both are kept. Kinds: "ours first", "theirs first".
// Must not fire where either takes words away at that place, where they add the
// same word, or where what they add is not a part of a list.
class AddedWords : public Resolver {
 public:
  absl::string_view name() const override { return "added-words"; }
  std::vector<Suggestion> Resolve(const Conflict& conflict) const override;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_ADDED_WORDS_H_
