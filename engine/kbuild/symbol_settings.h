// What is known of Kconfig's symbols when a kernel is looked at.

#ifndef PATCHGRAPH_ENGINE_KBUILD_SYMBOL_SETTINGS_H_
#define PATCHGRAPH_ENGINE_KBUILD_SYMBOL_SETTINGS_H_

#include <map>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace patchgraph {

enum class SymbolValue : unsigned char {
  kOpen,  // any: what is said must hold for each
  kOff,
  kModule,
  kBuiltIn,
};

// The values of symbols, by name without "CONFIG_". Symbols that are not named
// are open, or what `others` says: off, where a whole .config is known.
class SymbolSettings {
 public:
  explicit SymbolSettings(SymbolValue others = SymbolValue::kOpen)
      : others_(others) {}

  void Set(absl::string_view name, SymbolValue value) {
    values_[std::string(name)] = value;
  }

  SymbolValue Of(absl::string_view name) const {
    const auto known = values_.find(name);
    return known == values_.end() ? others_ : known->second;
  }

  const std::map<std::string, SymbolValue, std::less<>>& values() const {
    return values_;
  }
  SymbolValue others() const { return others_; }

 private:
  std::map<std::string, SymbolValue, std::less<>> values_;
  SymbolValue others_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_SYMBOL_SETTINGS_H_
