// What a stack's code uses, and the tree that it is moved to no longer has.

#ifndef PATCHGRAPH_ENGINE_KBUILD_LOST_SYMBOLS_H_
#define PATCHGRAPH_ENGINE_KBUILD_LOST_SYMBOLS_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/git/git_commit.h"
#include "engine/graph/c_names.h"
#include "engine/kbuild/breaks.h"
#include "engine/kbuild/declaration_kind.h"
#include "engine/model/tree.h"

namespace patchgraph {

struct SymbolUse {
  std::string path;
  int line = 0;    // from 1, of the patched file
  int patch = -1;  // position in the stack, if the question's `patch_of` knows
};

// What upstream wrote in a symbol's place.
struct SymbolReplacement {
  std::string name;
  // Of so many places that lost the symbol, so many have `name` there.
  int places = 0;
  int of = 0;
  GitCommit commit;  // shows most of them
};

struct LostSymbol {
  std::string name;
  NameSpace space = NameSpace::kOrdinary;
  DeclarationKind kind = DeclarationKind::kVariable;
  std::vector<SymbolUse> uses;  // by path and line, each line once
  // Where the base declares it: in the first header that does.
  std::string declared_path;
  int declared_line = 0;  // from 1
  // Code that the stack adds defines it as well, as a copy of a file has copies
  // of what is private to that file. So it compiles: but upstream's own is not
  // what it was. (A mere prototype in the stack saves nothing.)
  bool defined_by_stack = false;

  // What FindReplacements() found.
  absl::optional<GitCommit> removed_by;
  absl::optional<SymbolReplacement> replacement;
};

struct LostSymbolsQuestion {
  absl::Span<const StackCode> stack;  // on its base
  const Tree* base = nullptr;
  const Tree* target = nullptr;
  // The patch that line `line` (from 1) of a patched file comes from, or -1.
  // May be empty.
  std::function<int(absl::string_view path, int line)> patch_of;
};

// The names that lines of the stack use, that headers of the base or files
// beside declare where those lines can see it, and that the target declares
// nowhere where they could. In the order of names.
//
// Only what differs between the two trees can have lost a declaration; what
// says that a name is still there is looked for in the target's headers and
// beside the use. In doubt a name is not lost: so it is with members of which
// another structure has one of the same name.
absl::StatusOr<std::vector<LostSymbol>> FindLostSymbols(
    const LostSymbolsQuestion& question);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_LOST_SYMBOLS_H_
