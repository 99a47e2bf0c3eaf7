// Under which settings of the open symbols a part of a makefile holds.

#ifndef PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_GUARDS_H_
#define PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_GUARDS_H_

#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/kbuild/condition_table.h"

namespace patchgraph {

using MakeGuard = Condition;
constexpr MakeGuard kNever = Condition::kNever;
constexpr MakeGuard kAlways = Condition::kAlways;

// Conditions, and what a makefile asks of Kconfig's symbols.
class MakeGuards {
 public:
  // That the answer to a question is yes; equal texts are one question.
  MakeGuard Question(absl::string_view text) { return table_.Atom(text); }
  MakeGuard And(MakeGuard a, MakeGuard b) { return IfElse(a, b, kNever); }
  MakeGuard Or(MakeGuard a, MakeGuard b) { return IfElse(a, kAlways, b); }
  MakeGuard Not(MakeGuard a) { return IfElse(a, kNever, kAlways); }
  MakeGuard AndNot(MakeGuard a, MakeGuard b) { return And(a, Not(b)); }

  // A symbol (without "CONFIG_") has a value at all; is "y"; is "m"; is a
  // number or a string. The last three exclude each other.
  MakeGuard IsSet(absl::string_view name);
  MakeGuard IsBuiltIn(absl::string_view name);
  MakeGuard IsModule(absl::string_view name);
  MakeGuard IsOtherValue(absl::string_view name);

  // Whether the condition holds, given the answers. Of a symbol it is asked:
  // "X is set", "X is y or m", "X is m".
  bool Holds(MakeGuard guard,
             const std::function<bool(const std::string&)>& answer) const {
    return table_.Holds(guard, answer);
  }

  // So much was asked that it stopped to think: what it said since is not to be
  // relied on.
  bool exhausted() const { return exhausted_; }

 private:
  MakeGuard IfElse(MakeGuard condition, MakeGuard then, MakeGuard otherwise);
  MakeGuard IsTristate(absl::string_view name);

  ConditionTable table_;
  int operations_ = 0;
  bool exhausted_ = false;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_GUARDS_H_
