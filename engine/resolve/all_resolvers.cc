#include "engine/resolve/all_resolvers.h"

#include <memory>
#include <utility>
#include <vector>

#include "engine/resolve/history/history_resolvers.h"
#include "engine/resolve/plain_choices.h"
#include "engine/resolve/resolver.h"
#include "engine/resolve/textual/textual_resolvers.h"

namespace patchgraph {
namespace {

using ResolverList = std::vector<std::unique_ptr<const Resolver>>;

ResolverList MakeAll() {
  ResolverList all = HistoryResolvers();
  for (auto& resolver : TextualResolvers()) all.push_back(std::move(resolver));
  all.push_back(std::make_unique<PlainChoices>());
  return all;
}

}  // namespace

const ResolverList& AllResolvers() {
  static const auto& all = *new ResolverList(MakeAll());
  return all;
}

}  // namespace patchgraph
