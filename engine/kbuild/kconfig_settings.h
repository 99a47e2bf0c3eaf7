// What a .config or a defconfig says of the symbols.

#ifndef PATCHGRAPH_ENGINE_KBUILD_KCONFIG_SETTINGS_H_
#define PATCHGRAPH_ENGINE_KBUILD_KCONFIG_SETTINGS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/kbuild/kconfig_expression.h"
#include "engine/kbuild/kconfig_model.h"
#include "engine/kbuild/neutrality.h"
#include "engine/kbuild/symbol_settings.h"

namespace patchgraph {

struct KconfigConfig {
  // What its lines say: "CONFIG_X=y", "CONFIG_X=m", "# CONFIG_X is not set".
  // A number or a text ("CONFIG_HZ=250") leaves its symbol open.
  SymbolSettings asked;
  // It names every symbol, so that others are off: `make` wrote it. Otherwise
  // it is a defconfig, and others are open.
  bool is_whole = false;
  std::vector<KbuildWarning> warnings;
};

// `path` is for the warnings. Of several lines for a symbol the last counts.
KconfigConfig ReadKconfigConfig(absl::string_view path, absl::string_view text);

// What comes out when a kernel is configured so.
struct KconfigConfiguration {
  // All bool and tristate symbols; what nothing defines is off, numbers and
  // texts are open.
  SymbolSettings settings;
  // Bool and tristate symbols that are open, for they hang on macros or on
  // comparisons of numbers and texts; in the order of the model.
  std::vector<std::string> open;
};
KconfigConfiguration Configure(const KconfigModel& model,
                               const SymbolSettings& asked,
                               KconfigExpressions* expressions);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_KCONFIG_SETTINGS_H_
