// Whether a C or assembler source is the same to a kernel that is built without
// the feature.

#ifndef PATCHGRAPH_ENGINE_KBUILD_COMPARE_CODE_H_
#define PATCHGRAPH_ENGINE_KBUILD_COMPARE_CODE_H_

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/kbuild/neutrality.h"
#include "engine/kbuild/symbol_settings.h"

namespace patchgraph {

// Compares what survives of a file before and after (nullopt: there is none),
// for every value of the symbols that are open: the tokens in their order, each
// with the condition under which it is read. Comments and space make no
// difference, nor how a condition is written.
//
// Of a file that differs, an edit reaches the build if tokens that survive are
// other ones behind it, or if it has a conditional's directive that changes
// when unchanged lines are read.
//
// A new file is kChanged if anything of it survives: whether something builds
// or includes it, the file itself does not tell. Unbalanced conditionals that
// the change touches make it kUnknown.
//
// Not seen: what __LINE__ and BUG() make of a line's number, and spaces within
// the argument of a macro that turns it into a string. Macros are not expanded,
// so other words for the same are a change.
FileNeutrality CompareCode(absl::string_view path,
                           absl::optional<absl::string_view> base,
                           absl::optional<absl::string_view> patched,
                           const SymbolSettings& settings);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_COMPARE_CODE_H_
