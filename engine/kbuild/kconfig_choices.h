// Choices of two models held against each other. Most have no name: those that
// share members are the same.

#ifndef PATCHGRAPH_ENGINE_KBUILD_KCONFIG_CHOICES_H_
#define PATCHGRAPH_ENGINE_KBUILD_KCONFIG_CHOICES_H_

#include <string>
#include <tuple>
#include <vector>

#include "engine/kbuild/kconfig_model.h"
#include "engine/kbuild/kconfig_parts.h"

namespace patchgraph {

// For each choice of `base` the one of `patched` with most of its members, or
// -1. None is the partner of two.
std::vector<int> MatchKconfigChoices(const KconfigModel& base,
                                     const KconfigModel& patched);

// What counts of a choice where some things are known.
struct KconfigChoiceSummary {
  std::string title;
  std::string members;  // "M386, M486": those that can be on, in order
  // Members, prompts, defaults and options, each with its place.
  std::vector<KconfigPart> parts;
  std::vector<KconfigDefinition> definition;  // none of no choice
  // Equal where the choices are: type, members in order, prompts, defaults,
  // options.
  std::tuple<KconfigType, std::string, KconfigOutcome, KconfigOutcome,
             KconfigOutcome>
      outcome;
};
// A choice without a file is none.
KconfigChoiceSummary ReadKconfigChoice(const KconfigSide& side,
                                       const KconfigChoice& choice,
                                       Condition where,
                                       KconfigFormulas* formulas);

// Whether they are written the same, members and all.
bool SameKconfigChoice(const KconfigModel& base_model,
                       const KconfigChoice& base,
                       const KconfigModel& patched_model,
                       const KconfigChoice& patched);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_KCONFIG_CHOICES_H_
