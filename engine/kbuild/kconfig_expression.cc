#include "engine/kbuild/kconfig_expression.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

using Op = KconfigOperator;

// How strongly an operator binds.
int StrengthOf(Op op) {
  switch (op) {
    case Op::kOr:
      return 1;
    case Op::kAnd:
      return 2;
    case Op::kNot:
      return 3;
    default:
      return 4;
  }
}

absl::string_view SignOf(Op op) {
  switch (op) {
    case Op::kAnd:
      return " && ";
    case Op::kOr:
      return " || ";
    case Op::kEqual:
      return " = ";
    case Op::kUnequal:
      return " != ";
    case Op::kLess:
      return " < ";
    case Op::kLessOrEqual:
      return " <= ";
    case Op::kGreater:
      return " > ";
    case Op::kGreaterOrEqual:
      return " >= ";
    default:
      return "";
  }
}

}  // namespace

KconfigExpressions::KconfigExpressions() {
  for (const absl::string_view constant : {"n", "m", "y"}) {
    Make(Op::kConstant, Name(constant), 0, 0);
  }
}

KconfigName KconfigExpressions::Name(absl::string_view text) {
  const auto known = name_numbers_.find(text);
  if (known != name_numbers_.end()) return known->second;
  names_.emplace_back(text);
  const KconfigName name = name_count() - 1;
  name_numbers_.emplace(names_.back(), name);
  return name;
}

KconfigName KconfigExpressions::FindName(absl::string_view text) const {
  const auto known = name_numbers_.find(text);
  return known == name_numbers_.end() ? -1 : known->second;
}

KconfigExpr KconfigExpressions::Make(Op op, int left, int right, int depth) {
  if (depth > kDeepest) return Macro("an expression too deep");
  const std::uint64_t key = (static_cast<std::uint64_t>(left) << 36) ^
                            (static_cast<std::uint64_t>(right) << 4) ^
                            static_cast<std::uint64_t>(op);
  std::vector<KconfigExpr>& alike = numbers_[key];
  for (const KconfigExpr expr : alike) {
    const Node& known = nodes_[expr];
    if (known.op == op && known.left == left && known.right == right) {
      return expr;
    }
  }
  nodes_.push_back({op, left, right, depth});
  alike.push_back(static_cast<KconfigExpr>(nodes_.size()) - 1);
  return alike.back();
}

KconfigExpr KconfigExpressions::Symbol(absl::string_view name) {
  const KconfigName number = Name(name);
  if (number <= kYes) return number;  // n, m and y were named first
  return Make(Op::kSymbol, number, 0, 0);
}

KconfigExpr KconfigExpressions::Text(absl::string_view text) {
  const KconfigName number = Name(text);
  if (number <= kYes) return number;  // in quotes they are the same
  return Make(Op::kText, number, 0, 0);
}

KconfigExpr KconfigExpressions::Macro(absl::string_view text) {
  return Make(Op::kMacro, Name(text), 0, 0);
}

KconfigExpr KconfigExpressions::Not(KconfigExpr operand) {
  if (operand <= kYes) return kYes - operand;
  const Node& node = nodes_[operand];
  if (node.op == Op::kNot) return node.left;
  return Make(Op::kNot, operand, 0, node.depth + 1);
}

KconfigExpr KconfigExpressions::And(KconfigExpr left, KconfigExpr right) {
  if (left == kNo || right == kNo) return kNo;
  if (left == kYes || left == right) return right;
  if (right == kYes) return left;
  const int depth = std::max(nodes_[left].depth, nodes_[right].depth) + 1;
  return Make(Op::kAnd, left, right, depth);
}

KconfigExpr KconfigExpressions::Or(KconfigExpr left, KconfigExpr right) {
  if (left == kYes || right == kYes) return kYes;
  if (left == kNo || left == right) return right;
  if (right == kNo) return left;
  const int depth = std::max(nodes_[left].depth, nodes_[right].depth) + 1;
  return Make(Op::kOr, left, right, depth);
}

KconfigExpr KconfigExpressions::Compare(Op op, KconfigExpr left,
                                        KconfigExpr right) {
  return Make(op, left, right, 1);
}

void KconfigExpressions::Write(KconfigExpr expr, int around,
                               std::string* text) const {
  const Node& node = nodes_[expr];
  const int strength = StrengthOf(node.op);
  switch (node.op) {
    case Op::kConstant:
    case Op::kSymbol:
    case Op::kMacro:
      absl::StrAppend(text, names_[node.left]);
      return;
    case Op::kText:
      absl::StrAppend(text, "\"", names_[node.left], "\"");
      return;
    case Op::kNot:
      absl::StrAppend(text, "!");
      Write(node.left, strength, text);
      return;
    default:
      if (strength < around) absl::StrAppend(text, "(");
      Write(node.left, strength, text);
      absl::StrAppend(text, SignOf(node.op));
      Write(node.right, strength, text);
      if (strength < around) absl::StrAppend(text, ")");
  }
}

std::string KconfigExpressions::ToText(KconfigExpr expr) const {
  std::string text;
  Write(expr, 0, &text);
  return text;
}

}  // namespace patchgraph
