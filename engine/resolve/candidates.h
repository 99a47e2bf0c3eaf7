// Everything that resolvers suggest for one conflict, one entry a text.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_CANDIDATES_H_
#define PATCHGRAPH_ENGINE_RESOLVE_CANDIDATES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {

// That one resolver came to a text.
struct Voice {
  std::string resolver;
  std::string kind;
  std::string reason;
  bool needs_decision = false;  // Suggestion::needs_decision
};

struct Candidate {
  std::string text;           // whole lines, in the conflict's place
  std::vector<Voice> voices;  // never empty; in the order of the resolvers
};

// In the order in which resolvers came to them. Empty for a conflict that no
// rule may be asked about: one with NULs, conflict markers, lines of more
// than 64 KB or sides of more than 1 MB in it.
std::vector<Candidate> CandidatesFor(
    const Conflict& conflict,
    absl::Span<const std::unique_ptr<const Resolver>> resolvers);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_CANDIDATES_H_
