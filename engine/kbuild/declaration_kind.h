// What sort of thing a declaration declares.

#ifndef PATCHGRAPH_ENGINE_KBUILD_DECLARATION_KIND_H_
#define PATCHGRAPH_ENGINE_KBUILD_DECLARATION_KIND_H_

#include <cstddef>

#include "absl/container/flat_hash_map.h"
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

// Tells what ReadCodeDeclarations() found in a file, which must outlive it.
class DeclarationKinds {
 public:
  explicit DeclarationKinds(const SurvivingCode& code);

  DeclarationKind KindOf(const CodeName& declared) const;

  // Whether it only says that there is such a thing somewhere, as `extern` and
  // prototypes do.
  bool IsOnlyDeclared(const CodeName& declared) const;

 private:
  // The name's place among the tokens, or their number.
  std::size_t PlaceOf(const CodeName& declared) const;

  const SurvivingCode& code_;
  absl::flat_hash_map<const char*, std::size_t> places_;  // by where they begin
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_DECLARATION_KIND_H_
