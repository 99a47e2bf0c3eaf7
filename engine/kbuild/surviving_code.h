// What is left of a C or assembler source when some of Kconfig's symbols are
// known.

#ifndef PATCHGRAPH_ENGINE_KBUILD_SURVIVING_CODE_H_
#define PATCHGRAPH_ENGINE_KBUILD_SURVIVING_CODE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/kbuild/code_tokens.h"
#include "engine/kbuild/condition_table.h"
#include "engine/kbuild/neutrality.h"
#include "engine/kbuild/symbol_settings.h"

namespace patchgraph {

struct SurvivingToken {
  absl::string_view text;
  int line = 0;                              // from 0
  Condition condition = Condition::kAlways;  // never kNever
  CodeToken::Kind kind = CodeToken::kPunctuation;
};

// One of the alternatives between #if, #elif, #else and #endif. Lines count
// from 0.
struct CodeBranch {
  int parent = -1;   // the branch that it stands in
  int line = 0;      // of the directive that opens it
  int end_line = 0;  // of the one that closes it, or behind the last line
  // When it is the one that is taken, if the #if is reached at all.
  Condition taken = Condition::kNever;
  int first = 0;  // the branch of the same conditional that its #if opens
};

struct SurvivingInclude {
  std::string name;  // "<linux/mm.h>", "\"tpm.h\"", or a macro
  int line = 0;      // from 0
  Condition condition = Condition::kAlways;
};

// The surviving tokens, and what stands between them. Conditionals are not
// among the tokens: each token has its condition. Other directives are, with a
// token "\n" at their ends, and so is the end of each line of assembler.
struct SurvivingCode {
  std::vector<SurvivingToken> tokens;
  std::vector<SurvivingInclude> includes;

  std::vector<CodeBranch> branches;
  // By line: the condition under which it is read, and the innermost branch
  // that it stands in, or -1. The directive that opens a branch stands outside.
  std::vector<Condition> line_conditions;
  std::vector<int> line_branches;

  std::vector<KbuildWarning> warnings;
  // An #else or #endif without #if, an #if that nothing closes; also
  // conditionals that are nested beyond all reason. What survives is then a
  // guess.
  std::vector<KbuildWarning> unbalanced;

  // What the tokens' texts are views into, together with the text read.
  std::unique_ptr<const CodeTokens> read;
};

// Whether CompareCode() and the like can read a file of this name: C,
// assembler, headers, and linker scripts that go through the preprocessor.
bool IsCode(absl::string_view path);

// The code of `text`, which must outlive the result. IS_ENABLED() and its like
// are "0" or "1" where that is known, and `if (0) { ... }` is dropped.
SurvivingCode ReadSurvivingCode(absl::string_view path, absl::string_view text,
                                const SymbolSettings& settings,
                                ConditionTable* table);

// The headers that the surviving code of a file includes, in order.
std::vector<SurvivingInclude> IncludesOf(absl::string_view path,
                                         absl::string_view text,
                                         const SymbolSettings& settings);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_SURVIVING_CODE_H_
