#ifndef PATCHGRAPH_ENGINE_RESOLVE_ALL_RESOLVERS_H_
#define PATCHGRAPH_ENGINE_RESOLVE_ALL_RESOLVERS_H_

#include <memory>
#include <vector>

#include "engine/resolve/resolver.h"

namespace patchgraph {

// Every resolver that there is: those of the history, then those that read the
// texts alone, each kind from the surest to the boldest, and last the plain
// choices, which always have something to say. Made once; they hold nothing
// that changes.
const std::vector<std::unique_ptr<const Resolver>>& AllResolvers();

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_ALL_RESOLVERS_H_
