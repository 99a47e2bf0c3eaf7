#include "engine/resolve/history/history_resolvers.h"

#include <memory>
#include <vector>

#include "engine/resolve/resolver.h"

namespace patchgraph {

std::vector<std::unique_ptr<const Resolver>> HistoryResolvers() {
  std::vector<std::unique_ptr<const Resolver>> all;
  return all;
}

}  // namespace patchgraph
