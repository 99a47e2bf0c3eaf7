// What sort of thing a declaration declares.

#ifndef PATCHGRAPH_ENGINE_KBUILD_DECLARATION_KIND_H_
#define PATCHGRAPH_ENGINE_KBUILD_DECLARATION_KIND_H_

#include "absl/strings/string_view.h"
#include "engine/kbuild/code_declarations.h"
#include "engine/kbuild/surviving_code.h"

namespace patchgraph {

enum class DeclarationKind : unsigned char {
  kMacro,
  kFunction,
  kVariable,
  kType,        // of a typedef
  kTag,         // of a struct, union or enum
  kField,       // of a struct or union
  kEnumerator,  // of an enum
};

// "macro", "function", "variable", "type", "tag", "field" or "enumerator".
absl::string_view Name(DeclarationKind kind);

// Of a declaration that ReadCodeDeclarations() found in `code`.
DeclarationKind KindOfDeclaration(const SurvivingCode& code,
                                  const CodeName& declared);

// Whether it only says that there is such a thing somewhere, as `extern` and
// prototypes do.
bool IsOnlyDeclared(const SurvivingCode& code, const CodeName& declared);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_DECLARATION_KIND_H_
