// Which symbols mean "the feature".

#ifndef PATCHGRAPH_ENGINE_KBUILD_KCONFIG_FEATURES_H_
#define PATCHGRAPH_ENGINE_KBUILD_KCONFIG_FEATURES_H_

#include <string>
#include <vector>

#include "engine/kbuild/kconfig_neutrality.h"
#include "engine/kbuild/symbol_settings.h"

namespace patchgraph {

struct KconfigFeatureSymbol {
  enum Kind : unsigned char {
    kGiven,
    kRoot,     // found: others that the stack introduces depend on it, and it
               // depends on none of them
    kDepends,  // off wherever `because` is
    kTurnsOn,  // turns `because` on, so it must be off for that
    kIntroduced,  // the stack introduces it, and that is all
  };
  std::string name;
  Kind kind = kIntroduced;
  bool introduced = false;  // nothing in the base defines it
  std::string because;
  // Architectures that define it and where it follows; and where it does not,
  // so that it may be on there without the feature.
  std::vector<std::string> architectures;
  std::vector<std::string> independent;

  // "introduced; depends on XEN; but not on ia64"
  std::string Provenance() const;
};

// Those that were given; where none were, the roots of what the stack
// introduces. Then all that it introduces, by name.
std::vector<KconfigFeatureSymbol> FindFeatureSymbols(
    KconfigTrees* trees, const std::vector<std::string>& given);

// What is off in every architecture of the patched tree when these are: the
// symbols themselves and all that cannot be on without them.
SymbolSettings SettingsWithout(KconfigTrees* trees,
                               const std::vector<std::string>& features);

// The same for one model, without what could not be on anyway. By name.
std::vector<std::string> ImpliedOff(const KconfigModel& model,
                                    const SymbolSettings& settings,
                                    KconfigExpressions* expressions);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_KCONFIG_FEATURES_H_
