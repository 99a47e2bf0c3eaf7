// The expression of an #if or #elif, with what is open left open.

#ifndef PATCHGRAPH_ENGINE_KBUILD_DIRECTIVE_EXPRESSION_H_
#define PATCHGRAPH_ENGINE_KBUILD_DIRECTIVE_EXPRESSION_H_

#include "absl/types/span.h"
#include "engine/kbuild/code_tokens.h"
#include "engine/kbuild/condition_table.h"
#include "engine/kbuild/macro_state.h"

namespace patchgraph {

struct ExpressionValue {
  Condition holds = Condition::kNever;
  // It is no expression that we know; `holds` is then an atom of its text.
  bool malformed = false;
};

// When the expression holds. Knows all of C's operators, `defined`, and
// IS_ENABLED(), IS_BUILTIN(), IS_MODULE() and IS_REACHABLE() of Kconfig's
// symbols. Other macros with arguments are open, as is the value of every macro
// that is not known to be undefined.
ExpressionValue EvaluateExpression(absl::Span<const CodeToken> tokens,
                                   MacroState* macros, ConditionTable* table);

// What IS_ENABLED(`name`) and its like (`macro`) stand for, if `macro` is one.
absl::optional<Condition> EvaluateConfigMacro(absl::string_view macro,
                                              absl::string_view name,
                                              MacroState* macros,
                                              ConditionTable* table);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_DIRECTIVE_EXPRESSION_H_
