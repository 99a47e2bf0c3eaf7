#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_ADDED_TOGETHER_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_ADDED_TOGETHER_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {

// Both sides add lines at the same place, and nothing else of the two collides:
// both are kept. Kinds:
//   "sorted"          rows of a list that is sorted: where they belong in it
//   "entries, sorted" the same of whole entries of MAINTAINERS (by title) or of
//                     a Kconfig file
//   "numbered"        rows with numbers that go up: by their numbers
//   "renumbered, theirs kept" and "renumbered, ours kept"
//                     rows of which both sides gave the next number to one of
//                     their own: one side's keep theirs, and come first
//   "one number, ours first" and "one number, theirs first"
//                     the same, where no new number is free or none is written
//   "includes, ours first", "entries, ours first", "rows, ours first", "lines,
//   ours first", and the same with theirs first
//                     by what is added: #include lines, whole entries, rows of
//                     another list, and anything else
// Who keeps a number, of a system call or a flag, no text tells: those kinds
// say that they need a decision, and the conflict is never settled unasked.
// Must not fire where what the sides add are two forms of one text: a line that
// both bring (but in whole entries, which have lines in common), rows or
// entries of one name, or mostly the same words.
class AddedTogether : public Resolver {
 public:
  absl::string_view name() const override { return "added-together"; }
  std::vector<Suggestion> Resolve(const Conflict& conflict) const override;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_ADDED_TOGETHER_H_
