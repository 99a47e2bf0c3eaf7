#ifndef PATCHGRAPH_ENGINE_RESOLVE_HISTORY_HISTORY_RESOLVERS_H_
#define PATCHGRAPH_ENGINE_RESOLVE_HISTORY_HISTORY_RESOLVERS_H_

#include <memory>
#include <vector>

#include "engine/resolve/resolver.h"

namespace patchgraph {

// The resolvers of this folder, from the surest to the boldest.
std::vector<std::unique_ptr<const Resolver>> HistoryResolvers();

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_HISTORY_HISTORY_RESOLVERS_H_
