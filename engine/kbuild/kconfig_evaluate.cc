#include "engine/kbuild/kconfig_evaluate.h"

#include <algorithm>
#include <string>

namespace patchgraph {
namespace {

using Op = KconfigOperator;

// So that the stack holds. Beyond it nothing is known.
constexpr int kDeepestEvaluation = 1500;

int NumberOf(SymbolValue value) {
  return value == SymbolValue::kBuiltIn  ? 2
         : value == SymbolValue::kModule ? 1
                                         : 0;
}

}  // namespace

void KconfigEvaluation::FindChoices() {
  choice_of_.assign(model_.symbols().size(), -1);
  for (std::size_t i = 0; i < model_.choices().size(); ++i) {
    for (const int member : model_.choices()[i].members) {
      choice_of_[member] = static_cast<int>(i);
    }
  }
}

SymbolValue KconfigEvaluation::Of(KconfigName name) {
  const int symbol = model_.Find(name);
  if (symbol < 0) return SymbolValue::kOff;
  const Range range = SymbolRange(symbol);
  if (range.least != range.most) return SymbolValue::kOpen;
  constexpr SymbolValue kValues[] = {SymbolValue::kOff, SymbolValue::kModule,
                                     SymbolValue::kBuiltIn};
  return kValues[range.least];
}

KconfigEvaluation::Range KconfigEvaluation::SymbolRange(int symbol) {
  const auto known = known_.find(symbol);
  if (known != known_.end()) return known->second;
  if (depth_ >= kDeepestEvaluation) return {0, 2};
  known_[symbol] = {0, 2};  // while it waits for itself
  const Range range = WorkOut(symbol);
  known_[symbol] = range;
  return range;
}

KconfigEvaluation::Range KconfigEvaluation::Expression(KconfigExpr expr) {
  const KconfigExpressions::Node node = expressions_.node(expr);
  if (node.op == Op::kConstant) return {expr, expr};
  if (node.op == Op::kText) return {0, 0};
  if (node.op == Op::kMacro) return {0, 2};
  if (node.op == Op::kSymbol) {
    const int symbol = model_.Find(node.left);
    return symbol < 0 ? Range{0, 0} : SymbolRange(symbol);
  }
  const auto known = made_.find(expr);
  if (known != made_.end()) return known->second;
  ++depth_;
  Range range;
  if (node.op == Op::kNot) {
    const Range operand = Expression(node.left);
    range = {2 - operand.most, 2 - operand.least};
  } else if (node.op == Op::kAnd || node.op == Op::kOr) {
    const Range left = Expression(node.left);
    const Range right = Expression(node.right);
    range = node.op == Op::kAnd ? Range{std::min(left.least, right.least),
                                        std::min(left.most, right.most)}
                                : Range{std::max(left.least, right.least),
                                        std::max(left.most, right.most)};
  } else {
    range = Comparison(node);
  }
  --depth_;
  made_[expr] = range;
  return range;
}

KconfigEvaluation::Range KconfigEvaluation::Comparison(
    const KconfigExpressions::Node& node) {
  if (node.op != Op::kEqual && node.op != Op::kUnequal) return {0, 2};
  Range sides[2];
  bool tri[2];
  for (const int i : {0, 1}) {
    const KconfigExpr operand = i == 0 ? node.left : node.right;
    const KconfigExpressions::Node& leaf = expressions_.node(operand);
    const int symbol = leaf.op == Op::kSymbol ? model_.Find(leaf.left) : -1;
    tri[i] = leaf.op == Op::kConstant;
    if (symbol >= 0) {
      const KconfigType type = model_.symbols()[symbol].type;
      tri[i] = type == KconfigType::kBool || type == KconfigType::kTristate;
    }
    sides[i] = Expression(operand);
  }
  if (!tri[0] || !tri[1]) return {0, 2};
  const bool known =
      sides[0].least == sides[0].most && sides[1].least == sides[1].most;
  if (!known) return {0, 2};
  const bool same = sides[0].least == sides[1].least;
  const int value = same == (node.op == Op::kEqual) ? 2 : 0;
  return {value, value};
}

KconfigEvaluation::Range KconfigEvaluation::Offered(
    const KconfigDefinition& definition) {
  Range offered;
  for (const KconfigProperty& property : definition.config().properties) {
    if (property.kind != KconfigProperty::kPrompt) continue;
    const Range here = Expression(expressions_.And(
        expressions_.And(definition.depends, definition.visible),
        property.condition));
    offered = {std::max(offered.least, here.least),
               std::max(offered.most, here.most)};
  }
  return offered;
}

KconfigEvaluation::Range KconfigEvaluation::Selected(
    int symbol, KconfigProperty::Kind kind) {
  Range selected;
  for (const KconfigSelector& selector : model_.SelectorsOf(symbol)) {
    const KconfigProperty& property = model_.PropertyOf(selector);
    if (property.kind != kind) continue;
    const KconfigDefinition& definition =
        model_.symbols()[selector.symbol].definitions[selector.definition];
    const Range itself = SymbolRange(selector.symbol);
    const Range condition =
        Expression(expressions_.And(definition.depends, property.condition));
    selected = {
        std::max(selected.least, std::min(itself.least, condition.least)),
        std::max(selected.most, std::min(itself.most, condition.most))};
  }
  return selected;
}

KconfigEvaluation::Range KconfigEvaluation::Default(int symbol) {
  Range value;
  int most_so_far = 0;
  for (const KconfigDefinition& definition :
       model_.symbols()[symbol].definitions) {
    for (const KconfigProperty& property : definition.config().properties) {
      if (property.kind != KconfigProperty::kDefault) continue;
      const Range condition =
          Expression(expressions_.And(definition.depends, property.condition));
      if (condition.most == 0) continue;
      const Range here = Expression(property.value);
      const Range result = {std::min(here.least, condition.least),
                            std::min(here.most, condition.most)};
      if (condition.least == 0) {
        // It may be this one or a later one.
        most_so_far = std::max(most_so_far, result.most);
        continue;
      }
      value = result;
      if (most_so_far > 0) value = {0, std::max(value.most, most_so_far)};
      return value;
    }
  }
  value = {0, most_so_far};
  const Range implied = Selected(symbol, KconfigProperty::kImply);
  return {std::max(value.least, 0), std::max(value.most, implied.most)};
}

// A member that is asked for; else the first default, or the first member, that
// can be had.
KconfigEvaluation::Range KconfigEvaluation::Member(int symbol, int choice,
                                                   Range offered) {
  if (offered.most == 0) return {0, 0};
  const KconfigChoice& all = model_.choices()[choice];
  const auto name_of = [&](int member) -> const std::string& {
    return expressions_.NameText(model_.symbols()[member].name);
  };
  // Something is chosen even where everything that is not named is off.
  const auto is_refused = [&](int member) {
    const auto named = asked_.values().find(name_of(member));
    return named != asked_.values().end() && named->second == SymbolValue::kOff;
  };
  int chosen = -1;
  for (const int member : all.members) {
    const SymbolValue asked = asked_.Of(name_of(member));
    if (asked == SymbolValue::kBuiltIn || asked == SymbolValue::kModule) {
      chosen = member;
    }
  }
  if (chosen < 0) {
    for (const KconfigProperty& property : all.definition.config().properties) {
      if (property.kind == KconfigProperty::kOption &&
          property.text == "optional" && !all_yes_) {
        return {0, 0};
      }
      const auto& node = expressions_.node(property.value);
      if (property.kind != KconfigProperty::kDefault || chosen >= 0 ||
          node.op != Op::kSymbol || Expression(property.condition).least == 0) {
        continue;
      }
      const int member = model_.Find(node.left);
      if (member >= 0 && choice_of_[member] == choice && !is_refused(member)) {
        chosen = member;
      }
    }
  }
  for (const int member : all.members) {
    if (chosen >= 0) break;
    Range here;
    for (const KconfigDefinition& definition :
         model_.symbols()[member].definitions) {
      here.least = std::max(here.least, Offered(definition).least);
    }
    if (here.least > 0 && !is_refused(member)) chosen = member;
  }
  if (chosen == symbol) return offered.least > 0 ? Range{2, 2} : Range{0, 2};
  return {0, 0};
}

KconfigEvaluation::Range KconfigEvaluation::WorkOut(int symbol) {
  const KconfigSymbol& read = model_.symbols()[symbol];
  const bool is_bool = read.type == KconfigType::kBool;
  if (!is_bool && read.type != KconfigType::kTristate) return {0, 0};
  Range offered;
  for (const KconfigDefinition& definition : read.definitions) {
    const Range here = Offered(definition);
    offered = {std::max(offered.least, here.least),
               std::max(offered.most, here.most)};
  }
  if (is_bool && offered.most == 1) offered.most = 2;
  if (is_bool && offered.least == 1) offered.least = 2;
  const SymbolValue asked = asked_.Of(expressions_.NameText(read.name));
  Range value;
  if (choice_of_[symbol] >= 0) {
    value = Member(symbol, choice_of_[symbol], offered);
  } else if (offered.most > 0 && (asked != SymbolValue::kOpen || all_yes_)) {
    const int wanted = asked == SymbolValue::kOpen ? 2 : NumberOf(asked);
    const Range otherwise = Default(symbol);
    value = {std::min(wanted, offered.least), std::min(wanted, offered.most)};
    if (offered.least == 0) {
      value = {0, std::max(value.most, otherwise.most)};
    }
  } else {
    value = Default(symbol);
  }
  const Range selected = Selected(symbol, KconfigProperty::kSelect);
  value = {std::max(value.least, selected.least),
           std::max(value.most, selected.most)};
  if (is_bool && value.most == 1) value.most = 2;
  if (is_bool && value.least == 1) value.least = 2;
  return value;
}

}  // namespace patchgraph
