// Whether the kernel without a feature is the kernel that there was: the answer
// for a whole stack.

#ifndef PATCHGRAPH_ENGINE_KBUILD_NEUTRAL_H_
#define PATCHGRAPH_ENGINE_KBUILD_NEUTRAL_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/kbuild/alive_files.h"
#include "engine/kbuild/breaks.h"
#include "engine/kbuild/kconfig_features.h"
#include "engine/kbuild/kconfig_neutrality.h"
#include "engine/kbuild/neutral_files.h"
#include "engine/kbuild/neutrality.h"
#include "engine/kbuild/patched_stack.h"
#include "engine/kbuild/symbol_settings.h"

namespace patchgraph {

// One way to configure a kernel that a downstream ships.
struct NeutralFlavour {
  std::string name;
  std::string config_path;  // as it was named, for messages
  std::string config;       // the text: a defconfig or a whole .config
  std::string architecture;
};

struct NeutralQuestion {
  // The feature's symbols, with or without "CONFIG_". Where none are given,
  // what the stack introduces is the feature.
  std::vector<std::string> off;
  std::vector<NeutralFlavour> flavours;
  // Is told what is done next.
  std::function<void(absl::string_view)> progress;
};

// A symbol that comes out otherwise when a flavour is configured.
struct ConfiguredSymbol {
  std::string name;
  SymbolValue before = SymbolValue::kOff;
  SymbolValue after = SymbolValue::kOff;
};

// The answer where some settings hold: of any kernel without the feature, or of
// a flavour.
struct NeutralAnswer {
  std::string flavour;       // empty: of any kernel
  std::string architecture;  // of a flavour
  // Of a flavour: symbols of the feature that its list of values turns on.
  // Nothing else is said then.
  std::vector<std::string> features_on;
  // Of a flavour: symbols of the feature that are on though they were turned
  // off.
  std::vector<std::string> cannot_be_off;
  std::vector<ConfiguredSymbol> configured;  // of a flavour: what differs

  SymbolSettings settings;
  FileLives lives;
  std::vector<NeutralFile> files;  // as PatchedStack::files()
  std::vector<CodeBreak> breaks;
  std::vector<KbuildWarning> warnings;  // of the list of values

  int CountOf(Neutrality answer) const;
};

struct StackNeutrality {
  // What "the feature" is: those to be off, and then what else the stack
  // introduces.
  std::vector<KconfigFeatureSymbol> symbols;
  std::vector<std::string> off;  // names without prefix
  bool off_tristate = false;     // the first of them may be a module
  KconfigComparison kconfig;
  std::vector<NeutralAnswer> answers;  // of any kernel, then by flavour

  // Architectures where a symbol of the feature is on in every configuration.
  std::vector<std::string> CannotBeOffOn() const;
};

// InvalidArgument where a symbol is given that no tree defines, or where there
// is no symbol to turn off.
absl::StatusOr<StackNeutrality> MeasureNeutrality(
    const PatchedStack& stack, const NeutralQuestion& question);

// The stack's files as FindCodeBreaks() and the like want them; without those
// of architectures that the answer is not about.
std::vector<StackCode> CodeOf(const PatchedStack& stack,
                              const NeutralAnswer& answer);

// Whether nothing is known to differ where the feature is off: no file has
// changed, nothing breaks, and it can be turned off. What is unknown, and what
// ships the feature, does not count.
bool HoldsNeutral(const StackNeutrality& stack, const NeutralAnswer& answer);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_NEUTRAL_H_
