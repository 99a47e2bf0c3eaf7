#include "engine/kbuild/makefile_guards.h"

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

// Three numbers of 21 bits are the key of a node or of a result.
constexpr int kBits = 21;
constexpr std::size_t kMostNodes = 200000;
constexpr std::size_t kMostQuestions = 2000;
constexpr std::size_t kMostSteps = 20000000;
static_assert(kMostNodes < (1U << kBits), "a node's number fits into a key");

std::uint64_t KeyOf(int a, int b, int c) {
  return (static_cast<std::uint64_t>(a) << (2 * kBits)) |
         (static_cast<std::uint64_t>(b) << kBits) |
         static_cast<std::uint64_t>(c);
}

}  // namespace

MakeGuards::MakeGuards() {
  const int last = std::numeric_limits<int>::max();
  nodes_.push_back({last, kNever, kNever});
  nodes_.push_back({last, kAlways, kAlways});
}

MakeGuard MakeGuards::Question(absl::string_view text) {
  const auto [found, is_new] = question_ids_.emplace(
      std::string(text), static_cast<int>(questions_.size()));
  if (is_new) {
    if (questions_.size() >= kMostQuestions) {
      question_ids_.erase(found);
      overflowed_ = true;
      return kAlways;
    }
    questions_.emplace_back(text);
  }
  return NodeOf(found->second, kAlways, kNever);
}

MakeGuard MakeGuards::NodeOf(int question, MakeGuard then,
                             MakeGuard otherwise) {
  if (then == otherwise) return then;
  if (nodes_.size() >= kMostNodes) {
    overflowed_ = true;
    return kAlways;
  }
  const auto [found, is_new] = known_nodes_.emplace(
      KeyOf(question, then, otherwise), static_cast<MakeGuard>(nodes_.size()));
  if (is_new) nodes_.push_back({question, otherwise, then});
  return found->second;
}

MakeGuard MakeGuards::Branch(MakeGuard guard, int question, bool answer) const {
  const Node& node = nodes_[guard];
  if (node.question != question) return guard;
  return answer ? node.then : node.otherwise;
}

MakeGuard MakeGuards::IfElse(MakeGuard condition, MakeGuard then,
                             MakeGuard otherwise) {
  if (condition == kAlways) return then;
  if (condition == kNever) return otherwise;
  if (then == otherwise) return then;
  if (then == kAlways && otherwise == kNever) return condition;
  if (overflowed_ || ++steps_ > kMostSteps) {
    overflowed_ = true;
    return kAlways;
  }
  const std::uint64_t key = KeyOf(condition, then, otherwise);
  const auto known = known_results_.find(key);
  if (known != known_results_.end()) return known->second;
  const int question =
      std::min({nodes_[condition].question, nodes_[then].question,
                nodes_[otherwise].question});
  const MakeGuard if_yes =
      IfElse(Branch(condition, question, true), Branch(then, question, true),
             Branch(otherwise, question, true));
  const MakeGuard if_no =
      IfElse(Branch(condition, question, false), Branch(then, question, false),
             Branch(otherwise, question, false));
  const MakeGuard result = NodeOf(question, if_yes, if_no);
  known_results_.emplace(key, result);
  return result;
}

MakeGuard MakeGuards::IsSet(absl::string_view name) {
  return Question(absl::StrCat(name, " is set"));
}

// A value that is "y" or "m" is asked for first, so that "y", "m" and every
// other value exclude each other.
MakeGuard MakeGuards::IsOtherValue(absl::string_view name) {
  return AndNot(IsSet(name), Question(absl::StrCat(name, " is y or m")));
}

MakeGuard MakeGuards::IsModule(absl::string_view name) {
  const MakeGuard tristate = Question(absl::StrCat(name, " is y or m"));
  return And(And(IsSet(name), tristate), Question(absl::StrCat(name, " is m")));
}

MakeGuard MakeGuards::IsBuiltIn(absl::string_view name) {
  const MakeGuard tristate = Question(absl::StrCat(name, " is y or m"));
  return AndNot(And(IsSet(name), tristate),
                Question(absl::StrCat(name, " is m")));
}

bool MakeGuards::Holds(
    MakeGuard guard,
    const std::function<bool(absl::string_view)>& answer) const {
  while (guard > kAlways) {
    const Node& node = nodes_[guard];
    guard = answer(questions_[node.question]) ? node.then : node.otherwise;
  }
  return guard == kAlways;
}

}  // namespace patchgraph
