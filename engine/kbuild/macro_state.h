// Which macros are defined, while a file is read from top to bottom.

#ifndef PATCHGRAPH_ENGINE_KBUILD_MACRO_STATE_H_
#define PATCHGRAPH_ENGINE_KBUILD_MACRO_STATE_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/kbuild/condition_table.h"
#include "engine/kbuild/symbol_settings.h"

namespace patchgraph {

// The preprocessor's macros at a line of a file, as far as the settings and the
// file itself tell. A macro that neither names is open: an atom.
//
// An #include may define anything but Kconfig's symbols, so behind it an open
// macro is another atom than before it. `settings` and `table` must outlive it.
class MacroState {
 public:
  MacroState(const SymbolSettings& settings, ConditionTable* table)
      : settings_(settings), table_(table) {}

  // When `name` is defined here.
  Condition Defined(absl::string_view name);

  // What of Kconfig's symbol `name` ("CONFIG_SMP") is known here: a value that
  // holds for certain, or nothing.
  absl::optional<SymbolValue> Setting(absl::string_view name) const;

  // The name as an atom's text: with an '@' and a number if what it means here
  // is not what it means at the top of the file.
  std::string NameHere(absl::string_view name) const;

  // `#define name`, `#undef name`, `#include` in a place that is reached under
  // the condition.
  void Define(absl::string_view name, Condition condition);
  void Undefine(absl::string_view name, Condition condition);
  void Include() { ++includes_; }

 private:
  struct Macro {
    Condition defined = Condition::kNever;
    int changes = 0;
    int includes = 0;  // how many there had been at the last change
  };

  Condition DefinedElsewhere(absl::string_view name);
  Macro& Change(absl::string_view name);

  const SymbolSettings& settings_;
  ConditionTable* table_;
  absl::flat_hash_map<std::string, Macro> macros_;
  int includes_ = 0;
};

// Whether a name is that of one of Kconfig's symbols, as the code sees it.
bool IsConfigName(absl::string_view name);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_MACRO_STATE_H_
