#include "engine/kbuild/kconfig_knowledge.h"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <set>

namespace patchgraph {
namespace {

using Op = KconfigOperator;

// Expressions of symbols that follow from expressions of symbols... Beyond that
// symbols are taken for open, so that the stack holds.
constexpr int kDeepestKnowledge = 1500;

void CollectKconfigSymbols(const KconfigExpressions& expressions,
                           KconfigExpr expr, std::set<KconfigName>* names) {
  const KconfigExpressions::Node& node = expressions.node(expr);
  if (node.op == Op::kSymbol) names->insert(node.left);
  if (node.op >= Op::kNot) {
    CollectKconfigSymbols(expressions, node.left, names);
    if (node.op != Op::kNot) {
      CollectKconfigSymbols(expressions, node.right, names);
    }
  }
}

}  // namespace

KconfigKnowledge::KconfigKnowledge(const KconfigModel& model,
                                   const SymbolSettings& settings,
                                   KconfigExpressions* expressions,
                                   KconfigFormulas* formulas)
    : model_(model),
      settings_(settings),
      expressions_(*expressions),
      formulas_(*formulas) {
  DrawConclusions();
}

void KconfigKnowledge::Forget() {
  known_.clear();
  made_.clear();
  simplified_.clear();
}

SymbolValue KconfigKnowledge::Of(KconfigName name) {
  const int symbol = model_.Find(name);
  if (symbol < 0) return SymbolValue::kOff;
  const SymbolValue set = settings_.Of(expressions_.NameText(name));
  if (set != SymbolValue::kOpen) return set;
  const auto known = known_.find(name);
  if (known != known_.end()) return known->second;
  if (depth_ >= kDeepestKnowledge) return SymbolValue::kOpen;
  known_[name] = SymbolValue::kOpen;  // while it waits for itself
  const SymbolValue value = WorkOut(symbol);
  known_[name] = value;
  return value;
}

SymbolValue KconfigKnowledge::WorkOut(int symbol) {
  ConditionTable& table = formulas_.table();
  if (!IsTri(symbol)) {
    // Without a prompt and a default it has no value at all.
    Condition has_value = PromptOf(symbol).some;
    for (const KconfigDefinition& definition :
         model_.symbols()[symbol].definitions) {
      for (const KconfigProperty& property : definition.config().properties) {
        if (property.kind != KconfigProperty::kDefault) continue;
        const KconfigExpr condition =
            expressions_.And(definition.depends, property.condition);
        has_value = table.Or(has_value, Formula(condition).some);
      }
    }
    return table.And(circumstances_, has_value) == Condition::kNever
               ? SymbolValue::kOff
               : SymbolValue::kOpen;
  }
  if (table.And(circumstances_, Most(symbol).some) == Condition::kNever) {
    return SymbolValue::kOff;
  }
  if (Least(symbol).yes == Condition::kAlways) return SymbolValue::kBuiltIn;
  return SymbolValue::kOpen;
}

KconfigFormula KconfigKnowledge::SelectorFormula(
    const KconfigSelector& selector) {
  const KconfigSymbol& symbol = model_.symbols()[selector.symbol];
  const KconfigDefinition& definition = symbol.definitions[selector.definition];
  // A symbol that is on has one of its dependencies met, but not needs this
  // one, if it has several.
  const KconfigFormula itself =
      Formula(expressions_.Symbol(expressions_.NameText(symbol.name)));
  return formulas_.And(
      itself, formulas_.And(Formula(definition.depends),
                            Formula(model_.PropertyOf(selector).condition)));
}

KconfigFormula KconfigKnowledge::PromptOf(int symbol) {
  KconfigFormula offered = kKconfigNever;
  for (const KconfigDefinition& definition :
       model_.symbols()[symbol].definitions) {
    for (const KconfigProperty& property : definition.config().properties) {
      if (property.kind != KconfigProperty::kPrompt) continue;
      const KconfigExpr condition = expressions_.And(
          expressions_.And(definition.depends, definition.visible),
          property.condition);
      offered = formulas_.Or(offered, Formula(condition));
    }
  }
  return offered;
}

// The first default whose condition holds counts.
KconfigFormula KconfigKnowledge::DefaultOf(int symbol) {
  struct Default {
    KconfigFormula value;
    KconfigFormula condition;
  };
  std::vector<Default> defaults;
  for (const KconfigDefinition& definition :
       model_.symbols()[symbol].definitions) {
    if (definition.choice >= 0) continue;  // a choice chooses
    for (const KconfigProperty& property : definition.config().properties) {
      if (property.kind != KconfigProperty::kDefault) continue;
      const KconfigExpr condition =
          expressions_.And(definition.depends, property.condition);
      defaults.push_back({Formula(property.value), Formula(condition)});
    }
  }
  KconfigFormula value = kKconfigNever;
  KconfigFormula implied = kKconfigNever;
  for (const KconfigSelector& selector : model_.SelectorsOf(symbol)) {
    if (model_.PropertyOf(selector).kind == KconfigProperty::kImply) {
      implied = formulas_.Or(implied, SelectorFormula(selector));
    }
  }
  for (auto it = defaults.rbegin(); it != defaults.rend(); ++it) {
    value = formulas_.IfThenElse(
        it->condition.some, formulas_.And(it->value, it->condition), value);
  }
  if (implied == kKconfigNever) return value;
  return formulas_.Or(value, formulas_.And(implied, DependsOf(symbol)));
}

KconfigFormula KconfigKnowledge::DependsOf(int symbol) {
  KconfigFormula depends = kKconfigNever;
  for (const KconfigDefinition& definition :
       model_.symbols()[symbol].definitions) {
    depends = formulas_.Or(depends, Formula(definition.depends));
  }
  return depends;
}

KconfigFormula KconfigKnowledge::Most(int symbol) {
  KconfigFormula most = formulas_.Or(PromptOf(symbol), DefaultOf(symbol));
  for (const KconfigSelector& selector : model_.SelectorsOf(symbol)) {
    most = formulas_.Or(most, SelectorFormula(selector));
  }
  return most;
}

KconfigFormula KconfigKnowledge::Least(int symbol) {
  // What is in a choice is on if it is chosen, and that is somebody's choice.
  const Condition asked = PromptOf(symbol).some;
  KconfigFormula least =
      formulas_.IfThenElse(asked, kKconfigNever, DefaultOf(symbol));
  for (const KconfigSelector& selector : model_.SelectorsOf(symbol)) {
    if (model_.PropertyOf(selector).kind == KconfigProperty::kSelect) {
      least = formulas_.Or(least, SelectorFormula(selector));
    }
  }
  if (model_.symbols()[symbol].type == KconfigType::kBool) {
    least.yes = least.some;
  }
  return least;
}

void KconfigKnowledge::DrawConclusions() {
  ConditionTable& table = formulas_.table();
  std::deque<KconfigName> waiting;
  for (const auto& [name, value] : settings_.values()) {
    const KconfigName number = expressions_.Name(name);
    if (value == SymbolValue::kOff && model_.Find(number) >= 0) {
      waiting.push_back(number);
    }
  }
  while (!waiting.empty()) {
    const KconfigName name = waiting.front();
    waiting.pop_front();
    const int symbol = model_.Find(name);
    if (!IsTri(symbol)) continue;
    const Condition on = Least(symbol).some;
    if (on == Condition::kAlways) {
      always_on_.push_back(name);
      continue;
    }
    circumstances_ = table.And(circumstances_, table.Not(on));
    if (on == Condition::kNever) continue;
    std::set<KconfigName> others;
    for (const KconfigDefinition& definition :
         model_.symbols()[symbol].definitions) {
      for (const KconfigProperty& property : definition.config().properties) {
        if (property.kind == KconfigProperty::kDefault) {
          CollectKconfigSymbols(expressions_, property.condition, &others);
          CollectKconfigSymbols(expressions_, property.value, &others);
        }
      }
    }
    for (const KconfigSelector& selector : model_.SelectorsOf(symbol)) {
      others.insert(model_.symbols()[selector.symbol].name);
    }
    for (const KconfigName other : others) {
      if (Of(other) != SymbolValue::kOpen ||
          table.And(circumstances_, formulas_.Variable(other).some) !=
              Condition::kNever) {
        continue;
      }
      settings_.Set(expressions_.NameText(other), SymbolValue::kOff);
      backward_.push_back({other, name});
      waiting.push_back(other);
    }
    Forget();
  }
  Forget();
}

}  // namespace patchgraph
