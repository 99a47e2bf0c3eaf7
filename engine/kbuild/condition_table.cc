#include "engine/kbuild/condition_table.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

constexpr std::int32_t kBehindAllAtoms =
    std::numeric_limits<std::int32_t>::max();

// What keeps hostile input from taking all memory, time or stack. Conditions in
// kernels have a dozen atoms.
constexpr int kMostSteps = 4096;
constexpr int kDeepest = 256;
constexpr int kLongestText = 2000;

std::int32_t Number(Condition condition) {
  return static_cast<std::int32_t>(condition);
}

// Without what tells its names' meanings apart.
void AppendShown(absl::string_view atom, std::string* text) {
  bool hidden = false;
  for (const char byte : atom) {
    if (byte == '@') {
      hidden = true;
    } else if (!hidden || !absl::ascii_isdigit(byte)) {
      hidden = false;
      text->push_back(byte);
    }
  }
}

}  // namespace

ConditionTable::ConditionTable() {
  nodes_.push_back(
      {kBehindAllAtoms, Condition::kNever, Condition::kNever, /*depth=*/0});
  nodes_.push_back(
      {kBehindAllAtoms, Condition::kAlways, Condition::kAlways, /*depth=*/0});
}

Condition ConditionTable::Atom(absl::string_view text) {
  const auto [known, is_new] =
      atom_ids_.try_emplace(text, static_cast<std::int32_t>(atoms_.size()));
  if (is_new) atoms_.emplace_back(text);
  return Find(known->second, Condition::kAlways, Condition::kNever);
}

Condition ConditionTable::Find(std::int32_t atom, Condition then,
                               Condition otherwise) {
  if (then == otherwise) return then;
  const auto [known, is_new] =
      node_ids_.try_emplace(Triple(atom, Number(then), Number(otherwise)),
                            static_cast<Condition>(nodes_.size()));
  if (is_new) {
    const int depth = 1 + std::max(NodeOf(then).depth, NodeOf(otherwise).depth);
    nodes_.push_back({atom, then, otherwise, depth});
  }
  return known->second;
}

Condition ConditionTable::Part(Condition condition, std::int32_t atom,
                               bool holds) const {
  const Node& node = NodeOf(condition);
  if (node.atom != atom) return condition;
  return holds ? node.then : node.otherwise;
}

bool ConditionTable::Compute(Condition which, Condition then,
                             Condition otherwise, int* steps_left,
                             Condition* result) {
  if (which == Condition::kAlways || then == otherwise) {
    *result = then;
    return true;
  }
  if (which == Condition::kNever) {
    *result = otherwise;
    return true;
  }
  const Triple key(Number(which), Number(then), Number(otherwise));
  const auto known = computed_.find(key);
  if (known != computed_.end()) {
    *result = known->second;
    return true;
  }
  if (--*steps_left < 0) return false;
  const std::int32_t atom =
      std::min({NodeOf(which).atom, NodeOf(then).atom, NodeOf(otherwise).atom});
  Condition parts[2];
  for (const bool holds : {false, true}) {
    if (!Compute(Part(which, atom, holds), Part(then, atom, holds),
                 Part(otherwise, atom, holds), steps_left, &parts[holds])) {
      return false;
    }
  }
  *result = Find(atom, parts[true], parts[false]);
  computed_.emplace(key, *result);
  return true;
}

Condition ConditionTable::IfThenElse(Condition which, Condition then,
                                     Condition otherwise) {
  int steps_left = kMostSteps;
  Condition result = Condition::kNever;
  const int depth =
      NodeOf(which).depth + NodeOf(then).depth + NodeOf(otherwise).depth;
  const bool is_negation =
      then == Condition::kNever && otherwise == Condition::kAlways;
  if (depth > kDeepest && !is_negation) {
    const auto known =
        computed_.find(Triple(Number(which), Number(then), Number(otherwise)));
    if (known != computed_.end()) return known->second;
  } else if (Compute(which, then, otherwise, &steps_left, &result)) {
    return result;
  }
  // The same parts make the same condition again, even if by then less of it
  // is left to compute.
  const Condition given_up =
      Atom(absl::StrCat("(a long condition)@", nodes_.size()));
  computed_.emplace(Triple(Number(which), Number(then), Number(otherwise)),
                    given_up);
  return given_up;
}

bool ConditionTable::Holds(
    Condition condition,
    const std::function<bool(const std::string&)>& atom_holds) const {
  while (condition != Condition::kNever && condition != Condition::kAlways) {
    const Node& node = NodeOf(condition);
    condition = atom_holds(atoms_[node.atom]) ? node.then : node.otherwise;
  }
  return condition == Condition::kAlways;
}

void ConditionTable::AppendText(Condition condition, int* bytes_left,
                                std::string* text) const {
  const Node& node = NodeOf(condition);
  std::string atom;
  AppendShown(atoms_[node.atom], &atom);
  const bool is_bare = atom.find(' ') == std::string::npos;
  const std::string in_brackets = is_bare ? atom : absl::StrCat("(", atom, ")");
  *bytes_left -= static_cast<int>(atom.size()) + 2;
  if (*bytes_left < 0) {
    text->append("...");
    return;
  }
  const auto append_rest = [&](Condition rest) {
    // "a && b", but "a && (b || c)".
    const Node& next = NodeOf(rest);
    const bool is_single = next.otherwise == Condition::kNever ||
                           (next.then == Condition::kNever &&
                            next.otherwise == Condition::kAlways);
    if (!is_single) text->append("(");
    AppendText(rest, bytes_left, text);
    if (!is_single) text->append(")");
  };
  const bool never_then = node.then == Condition::kNever;
  const bool never_otherwise = node.otherwise == Condition::kNever;
  if (node.then == Condition::kAlways) {
    // "a", or "a || b"
    absl::StrAppend(text, never_otherwise ? atom : in_brackets);
    if (never_otherwise) return;
    text->append(" || ");
    AppendText(node.otherwise, bytes_left, text);
    return;
  }
  if (node.otherwise == Condition::kAlways) {
    // "!a", or "!a || b"
    absl::StrAppend(text, "!", in_brackets);
    if (never_then) return;
    text->append(" || ");
    AppendText(node.then, bytes_left, text);
    return;
  }
  if (!never_then) {
    absl::StrAppend(text, in_brackets, " && ");
    append_rest(node.then);
  }
  if (!never_then && !never_otherwise) text->append(" || ");
  if (!never_otherwise) {
    absl::StrAppend(text, "!", in_brackets, " && ");
    append_rest(node.otherwise);
  }
}

std::string ConditionTable::Text(Condition condition) const {
  if (condition == Condition::kNever) return "0";
  if (condition == Condition::kAlways) return "1";
  int bytes_left = kLongestText;
  std::string text;
  AppendText(condition, &bytes_left, &text);
  return text;
}

}  // namespace patchgraph
