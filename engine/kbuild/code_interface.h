// What a source file offers to code that is not in the kernel's tree.

#ifndef PATCHGRAPH_ENGINE_KBUILD_CODE_INTERFACE_H_
#define PATCHGRAPH_ENGINE_KBUILD_CODE_INTERFACE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/kbuild/condition_table.h"
#include "engine/kbuild/symbol_settings.h"

namespace patchgraph {

struct InterfaceItem {
  int line = 0;  // from 1
  // What it says, token by token, one space between any two: the macro that
  // exports, the members of a structure, the body of a macro. Open conditions
  // are part of it as "[defined(CONFIG_SMP)]", but for the one that only keeps
  // a header from being read twice. Where a file has several of a name, all.
  std::vector<std::string> parts;
};

inline bool operator==(const InterfaceItem& a, const InterfaceItem& b) {
  return a.parts == b.parts;
}
inline bool operator!=(const InterfaceItem& a, const InterfaceItem& b) {
  return !(a == b);
}

// By name.
using InterfaceItems = std::map<std::string, InterfaceItem, std::less<>>;

struct CodeInterface {
  InterfaceItems exports;     // EXPORT_SYMBOL() and its kin
  InterfaceItems structures;  // "struct page", "union u", "pte_t"
  InterfaceItems macros;      // their parameters are "$1", "$2"...
  // How functions and variables are declared at file scope, without the names
  // of parameters and without words that say nothing to a caller.
  InterfaceItems signatures;
};

// Reads what survives of `text`. Interfaces that are to be compared share
// `table`, so that equal conditions are written alike.
CodeInterface ReadCodeInterface(absl::string_view path, absl::string_view text,
                                const SymbolSettings& settings,
                                ConditionTable* table);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_CODE_INTERFACE_H_
