#include "engine/kbuild/makefile_guards.h"

#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

// A kernel's makefile takes up to some ten thousands.
constexpr int kMostOperations = 150000;

}  // namespace

MakeGuard MakeGuards::IfElse(MakeGuard condition, MakeGuard then,
                             MakeGuard otherwise) {
  if (condition == kAlways || then == otherwise) return then;
  if (condition == kNever) return otherwise;
  if (then == kAlways && otherwise == kNever) return condition;
  if (exhausted_ || ++operations_ > kMostOperations) {
    exhausted_ = true;
    return kAlways;
  }
  return table_.IfThenElse(condition, then, otherwise);
}

MakeGuard MakeGuards::IsSet(absl::string_view name) {
  return Question(absl::StrCat(name, " is set"));
}

MakeGuard MakeGuards::IsTristate(absl::string_view name) {
  return And(IsSet(name), Question(absl::StrCat(name, " is y or m")));
}

MakeGuard MakeGuards::IsOtherValue(absl::string_view name) {
  return AndNot(IsSet(name), IsTristate(name));
}

MakeGuard MakeGuards::IsModule(absl::string_view name) {
  return And(IsTristate(name), Question(absl::StrCat(name, " is m")));
}

MakeGuard MakeGuards::IsBuiltIn(absl::string_view name) {
  return AndNot(IsTristate(name), Question(absl::StrCat(name, " is m")));
}

}  // namespace patchgraph
