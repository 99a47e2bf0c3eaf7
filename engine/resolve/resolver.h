// Ways to settle a conflict, and what each of them is worth.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_RESOLVER_H_
#define PATCHGRAPH_ENGINE_RESOLVE_RESOLVER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/resolve/conflict.h"

namespace patchgraph {

// What resolvers call it. Users of results do not see this name, for a merge of
// trees has conflicts of its own (engine/model/conflict.h).
using Conflict = FileConflict;

// What takes a conflict's place, according to one resolver.
struct Suggestion {
  std::string text;  // whole lines, as both sides end theirs
  std::string
      reason;  // a clause for people: "theirs is what ours was before …"
  // Which of a resolver's cases it is, where these are not equally sure:
  // "sorted", "one side". With the resolver's name it is what precision is
  // counted by. May be empty.
  std::string kind;
  // It chooses what no text can tell, as which of two system calls keeps its
  // number. A conflict of which that is said is left to a person, however sure
  // others are.
  bool needs_decision = false;
};

// A strategy. Holds nothing that changes: one object serves all threads.
class Resolver {
 public:
  virtual ~Resolver() = default;
  // Lower case, with dashes: "same-change", "include-list". Never changes: it
  // is kept in results and tables.
  virtual absl::string_view name() const = 0;
  // Empty where its rule does not hold. Most give one; those that know several
  // ways give the likeliest first.
  virtual std::vector<Suggestion> Resolve(const Conflict& conflict) const = 0;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_RESOLVER_H_
