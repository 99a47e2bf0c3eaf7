// The formulas of a KconfigKnowledge: from expressions to conditions.

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/kbuild/kconfig_knowledge.h"

namespace patchgraph {
namespace {

using Op = KconfigOperator;

constexpr int kMostLongConditions = 200;

}  // namespace

void KconfigFormulas::NoteTristates(const KconfigModel& model) {
  for (const KconfigSymbol& symbol : model.symbols()) {
    if (symbol.type == KconfigType::kTristate) tristates_.insert(symbol.name);
  }
}

bool KconfigFormulas::IsExhausted() {
  for (; atoms_seen_ < table_.atoms().size(); ++atoms_seen_) {
    long_conditions_ +=
        absl::StartsWith(table_.atoms()[atoms_seen_], "(a long condition)");
  }
  return long_conditions_ > kMostLongConditions;
}

KconfigFormula KconfigFormulas::Variable(KconfigName name) {
  const std::string& text = expressions_.NameText(name);
  const Condition some = table_.Atom(text);
  if (!tristates_.contains(name)) return Bool(some);
  return {some, table_.And(some, table_.Atom(absl::StrCat(text, "=y")))};
}

bool KconfigKnowledge::IsTri(int symbol) const {
  const KconfigType type = model_.symbols()[symbol].type;
  return type == KconfigType::kBool || type == KconfigType::kTristate;
}

KconfigFormula KconfigKnowledge::Formula(KconfigExpr expr) {
  const auto known = made_.find(expr);
  if (known != made_.end()) return known->second;
  ++depth_;
  const KconfigFormula formula = FormulaOfNode(expressions_.node(expr), expr);
  --depth_;
  made_[expr] = formula;
  return formula;
}

// `node` is a copy: the expressions may grow meanwhile.
KconfigFormula KconfigKnowledge::FormulaOfNode(
    const KconfigExpressions::Node& node_of_expr, KconfigExpr expr) {
  const KconfigExpressions::Node node = node_of_expr;
  if (node.op >= Op::kNot && formulas_.IsExhausted()) {
    return formulas_.Bool(
        formulas_.table().Atom(absl::StrCat("expression ", expr)));
  }
  switch (node.op) {
    case Op::kConstant:
      if (expr == KconfigExpressions::kYes) return kKconfigAlways;
      if (expr == KconfigExpressions::kNo) return kKconfigNever;
      return {Condition::kAlways, Condition::kNever};
    case Op::kText:
      return kKconfigNever;
    case Op::kMacro:
      return formulas_.Bool(formulas_.table().Atom(expressions_.ToText(expr)));
    case Op::kSymbol:
      switch (Of(node.left)) {
        case SymbolValue::kOff:
          return kKconfigNever;
        case SymbolValue::kModule:
          return {Condition::kAlways, Condition::kNever};
        case SymbolValue::kBuiltIn:
          return kKconfigAlways;
        case SymbolValue::kOpen:
          break;
      }
      return formulas_.Variable(node.left);
    case Op::kNot:
      return formulas_.Not(Formula(node.left));
    case Op::kAnd: {
      const KconfigFormula left = Formula(node.left);
      if (left == kKconfigNever) return left;
      return formulas_.And(left, Formula(node.right));
    }
    case Op::kOr: {
      const KconfigFormula left = Formula(node.left);
      if (left == kKconfigAlways) return left;
      return formulas_.Or(left, Formula(node.right));
    }
    default:
      return Comparison(node, expr);
  }
}

// Of an operand that is n, m or y, whatever is asked for.
bool KconfigKnowledge::ValueOfOperand(KconfigExpr operand,
                                      KconfigFormula* value) {
  const KconfigExpressions::Node node = expressions_.node(operand);
  if (node.op == Op::kSymbol) {
    const int symbol = model_.Find(node.left);
    if (symbol < 0 || !IsTri(symbol)) return false;
  } else if (node.op != Op::kConstant) {
    return false;
  }
  *value = Formula(operand);
  return true;
}

// A symbol that nothing defines stands for its name.
bool KconfigKnowledge::TextOfOperand(KconfigExpr operand,
                                     std::string* text) const {
  const KconfigExpressions::Node& node = expressions_.node(operand);
  if (node.op == Op::kMacro) return false;
  if (node.op == Op::kSymbol && model_.Find(node.left) >= 0) return false;
  *text = expressions_.NameText(node.left);
  return true;
}

KconfigFormula KconfigKnowledge::Comparison(
    const KconfigExpressions::Node& node, KconfigExpr expr) {
  const bool equal = node.op == Op::kEqual;
  if (equal || node.op == Op::kUnequal) {
    KconfigFormula left;
    KconfigFormula right;
    Condition same;
    std::string left_text;
    std::string right_text;
    ConditionTable& table = formulas_.table();
    if (ValueOfOperand(node.left, &left) &&
        ValueOfOperand(node.right, &right)) {
      const auto agree = [&table](Condition a, Condition b) {
        return table.IfThenElse(a, b, table.Not(b));
      };
      same =
          table.And(agree(left.some, right.some), agree(left.yes, right.yes));
      return formulas_.Bool(equal ? same : table.Not(same));
    }
    if (TextOfOperand(node.left, &left_text) &&
        TextOfOperand(node.right, &right_text)) {
      return equal == (left_text == right_text) ? kKconfigAlways
                                                : kKconfigNever;
    }
  }
  return formulas_.Bool(formulas_.table().Atom(expressions_.ToText(expr)));
}

KconfigExpr KconfigKnowledge::Simplified(KconfigExpr expr) {
  const auto known = simplified_.find(expr);
  if (known != simplified_.end()) return known->second;
  const KconfigFormula formula = Formula(expr);
  const KconfigExpressions::Node node = expressions_.node(expr);
  KconfigExpr simple = expr;
  if (formula == kKconfigAlways) {
    simple = KconfigExpressions::kYes;
  } else if (formula == kKconfigNever) {
    simple = KconfigExpressions::kNo;
  } else if (node.op == Op::kNot) {
    simple = expressions_.Not(Simplified(node.left));
  } else if (node.op == Op::kAnd) {
    simple = expressions_.And(Simplified(node.left), Simplified(node.right));
  } else if (node.op == Op::kOr) {
    simple = expressions_.Or(Simplified(node.left), Simplified(node.right));
  }
  simplified_[expr] = simple;
  return simple;
}

}  // namespace patchgraph
