#include "engine/resolve/textual/textual_resolvers.h"

#include <memory>
#include <vector>

#include "engine/resolve/resolver.h"

namespace patchgraph {

std::vector<std::unique_ptr<const Resolver>> TextualResolvers() {
  std::vector<std::unique_ptr<const Resolver>> all;
  return all;
}

}  // namespace patchgraph
