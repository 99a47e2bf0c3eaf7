#include "engine/kbuild/macro_state.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

constexpr absl::string_view kPrefix = "CONFIG_";
constexpr absl::string_view kModuleSuffix = "_MODULE";

}  // namespace

bool IsConfigName(absl::string_view name) {
  return name.size() > kPrefix.size() && absl::StartsWith(name, kPrefix);
}

absl::optional<SymbolValue> MacroState::Setting(absl::string_view name) const {
  if (!IsConfigName(name) || macros_.contains(name)) return absl::nullopt;
  const SymbolValue value = settings_.Of(name.substr(kPrefix.size()));
  if (value == SymbolValue::kOpen) return absl::nullopt;
  return value;
}

Condition MacroState::DefinedElsewhere(absl::string_view name) {
  if (IsConfigName(name)) {
    const absl::string_view symbol = name.substr(kPrefix.size());
    SymbolValue defining = SymbolValue::kBuiltIn;
    SymbolValue value = settings_.Of(symbol);
    // CONFIG_FOO_MODULE is FOO's, unless there is a symbol of that name.
    const bool named = settings_.values().count(symbol) > 0;
    if (!named && absl::EndsWith(symbol, kModuleSuffix)) {
      value =
          settings_.Of(symbol.substr(0, symbol.size() - kModuleSuffix.size()));
      defining = SymbolValue::kModule;
    }
    if (value != SymbolValue::kOpen) {
      return value == defining ? Condition::kAlways : Condition::kNever;
    }
    return table_->Atom(absl::StrCat("defined(", name, ")"));
  }
  return table_->Atom(
      includes_ == 0 ? absl::StrCat("defined(", name, ")")
                     : absl::StrCat("defined(", name, "@", includes_, ")"));
}

Condition MacroState::Defined(absl::string_view name) {
  const auto known = macros_.find(name);
  const bool holds_still =
      known != macros_.end() &&
      (known->second.includes == includes_ || IsConfigName(name));
  return holds_still ? known->second.defined : DefinedElsewhere(name);
}

std::string MacroState::NameHere(absl::string_view name) const {
  const auto known = macros_.find(name);
  const int changes = known == macros_.end() ? 0 : known->second.changes;
  const int includes = IsConfigName(name) ? 0 : includes_;
  if (changes == 0 && includes == 0) return std::string(name);
  return absl::StrCat(name, "@", includes, "@", changes);
}

MacroState::Macro& MacroState::Change(absl::string_view name) {
  const Condition before = Defined(name);
  Macro& macro = macros_[name];
  macro.defined = before;
  macro.includes = includes_;
  ++macro.changes;
  return macro;
}

void MacroState::Define(absl::string_view name, Condition condition) {
  Macro& macro = Change(name);
  macro.defined = table_->Or(macro.defined, condition);
}

void MacroState::Undefine(absl::string_view name, Condition condition) {
  Macro& macro = Change(name);
  macro.defined = table_->And(macro.defined, table_->Not(condition));
}

}  // namespace patchgraph
