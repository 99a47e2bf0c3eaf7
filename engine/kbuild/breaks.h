// Where a kernel without the feature no longer compiles.

#ifndef PATCHGRAPH_ENGINE_KBUILD_BREAKS_H_
#define PATCHGRAPH_ENGINE_KBUILD_BREAKS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/graph/c_names.h"
#include "engine/kbuild/neutrality.h"
#include "engine/kbuild/symbol_settings.h"
#include "engine/model/tree.h"

namespace patchgraph {

// A file that a stack changes. The texts belong to the caller.
struct StackCode {
  std::string path;
  absl::optional<absl::string_view> base;  // nullopt: the stack adds it
  absl::optional<absl::string_view> patched;
  // Of a file that the stack adds and that is no header: it is built with the
  // feature off too. Headers count where surviving code includes them.
  bool is_built = false;
};

struct CodeBreak {
  enum Kind : unsigned char {
    kName,        // is used, and declared only with the feature on
    kInclude,     // a header that only builds with the feature find
    kNoHeader,    // a header that is nowhere
    kUnbalanced,  // conditionals that the base had in balance
  };

  Kind kind = kName;
  std::string path;
  int line = 0;                            // from 1
  std::string name;                        // of kUnbalanced, what is wrong
  NameSpace space = NameSpace::kOrdinary;  // of kName
  // Where it is declared, of kName, or what the header could have been.
  std::string declared_path;
  int declared_line = 0;  // from 1; 0: of the file as a whole
  // The condition there that the settings make false; empty if all of the file
  // is out of the build.
  std::string condition;
};

// Finds the breaks that a stack makes where the settings hold, in the order of
// paths and lines. `patched` is the whole tree with the stack on it; of what
// the stack does not change, only headers are read that surviving code
// includes, and only if a name in doubt may be declared there.
//
// A name is looked for once in each file: the first place is given. Only what
// the stack's edits say is looked at, and names whose declaration it took away.
absl::StatusOr<std::vector<CodeBreak>> FindCodeBreaks(
    absl::Span<const StackCode> stack, const Tree& patched,
    const SymbolSettings& settings);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_BREAKS_H_
