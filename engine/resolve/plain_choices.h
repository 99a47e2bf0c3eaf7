#ifndef PATCHGRAPH_ENGINE_RESOLVE_PLAIN_CHOICES_H_
#define PATCHGRAPH_ENGINE_RESOLVE_PLAIN_CHOICES_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/conflict.h"
#include "engine/resolve/resolver.h"

namespace patchgraph {

// What a person can always choose, without a look at what the lines say: one
// side whole, both one after the other, or the base, by which neither change is
// made. Fires on every conflict. None of it is ever sure; it is here so that
// the likeliest of it can be shown.
class PlainChoices : public Resolver {
 public:
  absl::string_view name() const override { return "plain"; }
  std::vector<Suggestion> Resolve(const Conflict& conflict) const override;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_PLAIN_CHOICES_H_
