// What code outside of the kernel's tree would notice of a stack.

#ifndef PATCHGRAPH_ENGINE_KBUILD_DRIVER_INTERFACE_H_
#define PATCHGRAPH_ENGINE_KBUILD_DRIVER_INTERFACE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/kbuild/breaks.h"
#include "engine/kbuild/symbol_settings.h"
#include "engine/model/tree.h"

namespace patchgraph {

// A file of the stack that is built instead of one of the base where the
// feature is on: "time-xen.c" for "time.c", "asm/mach-xen/asm/page.h" for
// "asm/page.h".
struct StandIn {
  std::string path;
  std::string original;
};

struct InterfaceChange {
  enum Kind : unsigned char {
    kExportGone,
    kExportNew,
    kExportChanged,  // exported by another macro, or on another condition
    kSignature,      // of an exported function or variable
    kStructureGone,
    kLayout,
    kMacroGone,
    kMacroChanged,
  };

  Kind kind = kExportGone;
  std::string name;  // "kmalloc", "struct page"
  // In the patched tree; of what is gone, in the base.
  std::string path;
  int line = 0;  // from 1
  // In short: of a structure, the members that are not in the other.
  std::string before;
  std::string after;
  bool when_off = false;
  bool when_on = false;
};

// "export gone", "export new", "export changed", "signature", "structure gone",
// "layout", "macro gone", "macro changed".
absl::string_view Name(InterfaceChange::Kind kind);

struct DriverInterfaceQuestion {
  // On its base. `is_built`: whether it is so with the feature off. Every new
  // header is taken to be included by something.
  absl::Span<const StackCode> stack;
  // Of the files that the stack adds. Those that are in nobody's place are
  // taken to be built with the feature on.
  absl::Span<const StandIn> stand_ins;
  const Tree* base = nullptr;  // for the originals of the stand-ins
  SymbolSettings off;          // the feature's symbols
  SymbolSettings on;
};

// Compares what the files that the stack changes, and the originals of its
// stand-ins, offer with what they and the stand-ins offer on the patched tree.
// Structures and macros count where headers have them. What has moved to
// another file of the stack is not gone. By path and line.
//
// A layout has changed where the members' declarations have, word by word: a
// member of a new name, or another order too. That what a type or a macro
// stands for has changed elsewhere is not seen.
absl::StatusOr<std::vector<InterfaceChange>> CompareDriverInterface(
    const DriverInterfaceQuestion& question);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_DRIVER_INTERFACE_H_
