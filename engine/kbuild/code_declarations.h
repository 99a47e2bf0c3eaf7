// The names that code declares and uses, by its tokens.

#ifndef PATCHGRAPH_ENGINE_KBUILD_CODE_DECLARATIONS_H_
#define PATCHGRAPH_ENGINE_KBUILD_CODE_DECLARATIONS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/graph/c_names.h"
#include "engine/kbuild/surviving_code.h"

namespace patchgraph {

struct CodeName {
  absl::string_view name;
  NameSpace space = NameSpace::kOrdinary;
  int line = 0;  // from 0
  // Of a declaration: within a function, or a parameter.
  bool is_local = false;
};

struct CodeDeclarations {
  std::vector<CodeName> declared;
  std::vector<CodeName> used;
};

// What ReadCNames() says of a patch's lines, this says of a whole file,
// whatever its layout: every declarator of `int a, *b, c:1;`, the members of
// nested structs, parameters and labels. It follows brackets, and starts each
// branch of a conditional with those that were open before it.
//
// Still a guess where only a compiler could know: types are not looked up.
CodeDeclarations ReadCodeDeclarations(absl::string_view path,
                                      const SurvivingCode& code);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_CODE_DECLARATIONS_H_
