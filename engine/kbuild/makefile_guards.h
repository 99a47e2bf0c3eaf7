// Under which settings of the open symbols something holds.

#ifndef PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_GUARDS_H_
#define PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_GUARDS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/strings/string_view.h"

namespace patchgraph {

// A condition over questions that are open. Of one MakeGuards, two conditions
// mean the same exactly if their numbers are equal.
using MakeGuard = int;
constexpr MakeGuard kNever = 0;
constexpr MakeGuard kAlways = 1;

// Reduced ordered binary decision diagrams (Bryant, 1986). Questions are
// ordered as they first came up: a makefile asks few, and mostly one at a time.
class MakeGuards {
 public:
  MakeGuards();

  // That the answer to a question is yes; equal texts are one question.
  MakeGuard Question(absl::string_view text);
  MakeGuard And(MakeGuard a, MakeGuard b) { return IfElse(a, b, kNever); }
  MakeGuard Or(MakeGuard a, MakeGuard b) { return IfElse(a, kAlways, b); }
  MakeGuard Not(MakeGuard a) { return IfElse(a, kNever, kAlways); }
  MakeGuard AndNot(MakeGuard a, MakeGuard b) { return And(a, Not(b)); }

  // Kconfig's symbol `name` (without "CONFIG_") has a value at all; is "y"; is
  // "m"; is a number or a string.
  MakeGuard IsSet(absl::string_view name);
  MakeGuard IsBuiltIn(absl::string_view name);
  MakeGuard IsModule(absl::string_view name);
  MakeGuard IsOtherValue(absl::string_view name);

  // Whether the condition holds, given the answers.
  bool Holds(MakeGuard guard,
             const std::function<bool(absl::string_view)>& answer) const;

  // There was more to keep than it keeps: the guards given since are not to be
  // relied on.
  bool overflowed() const { return overflowed_; }

 private:
  struct Node {
    int question;
    MakeGuard otherwise;
    MakeGuard then;
  };

  MakeGuard IfElse(MakeGuard condition, MakeGuard then, MakeGuard otherwise);
  MakeGuard NodeOf(int question, MakeGuard then, MakeGuard otherwise);
  MakeGuard Branch(MakeGuard guard, int question, bool answer) const;

  std::vector<Node> nodes_;
  std::vector<std::string> questions_;
  std::unordered_map<std::string, int> question_ids_;
  std::unordered_map<std::uint64_t, MakeGuard> known_nodes_;
  std::unordered_map<std::uint64_t, MakeGuard> known_results_;
  std::size_t steps_ = 0;
  bool overflowed_ = false;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_GUARDS_H_
