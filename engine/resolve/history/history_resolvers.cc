#include "engine/resolve/history/history_resolvers.h"

#include <memory>
#include <vector>

#include "engine/resolve/history/older_form.h"
#include "engine/resolve/history/same_commits.h"
#include "engine/resolve/history/step_by_step.h"
#include "engine/resolve/history/superseded.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {

std::vector<std::unique_ptr<const Resolver>> HistoryResolvers() {
  std::vector<std::unique_ptr<const Resolver>> all;
  all.push_back(std::make_unique<OlderForm>());
  all.push_back(std::make_unique<SameCommits>());
  all.push_back(std::make_unique<StepByStep>());
  all.push_back(std::make_unique<Superseded>());
  return all;
}

}  // namespace patchgraph
