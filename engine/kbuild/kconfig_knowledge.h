// What follows for the symbols of a Kconfig model when some of them are known.

#ifndef PATCHGRAPH_ENGINE_KBUILD_KCONFIG_KNOWLEDGE_H_
#define PATCHGRAPH_ENGINE_KBUILD_KCONFIG_KNOWLEDGE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "engine/kbuild/condition_table.h"
#include "engine/kbuild/kconfig_expression.h"
#include "engine/kbuild/kconfig_model.h"
#include "engine/kbuild/symbol_settings.h"

namespace patchgraph {

// When an expression is at least m, and when it is y; functions of symbols.
struct KconfigFormula {
  Condition some = Condition::kNever;
  Condition yes = Condition::kNever;
};

inline bool operator==(const KconfigFormula& a, const KconfigFormula& b) {
  return a.some == b.some && a.yes == b.yes;
}
inline bool operator!=(const KconfigFormula& a, const KconfigFormula& b) {
  return !(a == b);
}

// The table that formulas of several models are of, and which symbols can be m
// in any of them.
class KconfigFormulas {
 public:
  explicit KconfigFormulas(const KconfigExpressions& expressions)
      : expressions_(expressions) {}

  // Before any formula is made.
  void NoteTristates(const KconfigModel& model);

  ConditionTable& table() { return table_; }
  // Too many conditions were too long for the table: no text of a kernel is
  // like that. What is asked from then on is told apart by its wording.
  bool IsExhausted();
  KconfigFormula Variable(KconfigName name);
  KconfigFormula Bool(Condition condition) { return {condition, condition}; }
  KconfigFormula And(KconfigFormula a, KconfigFormula b) {
    return {table_.And(a.some, b.some), table_.And(a.yes, b.yes)};
  }
  KconfigFormula Or(KconfigFormula a, KconfigFormula b) {
    return {table_.Or(a.some, b.some), table_.Or(a.yes, b.yes)};
  }
  KconfigFormula Not(KconfigFormula a) {
    return {table_.Not(a.yes), table_.Not(a.some)};
  }
  KconfigFormula IfThenElse(Condition which, KconfigFormula then,
                            KconfigFormula otherwise) {
    return {table_.IfThenElse(which, then.some, otherwise.some),
            table_.IfThenElse(which, then.yes, otherwise.yes)};
  }
  // The same wherever `where` holds; n elsewhere.
  KconfigFormula Within(Condition where, KconfigFormula a) {
    return {table_.And(where, a.some), table_.And(where, a.yes)};
  }

 private:
  const KconfigExpressions& expressions_;
  ConditionTable table_;
  absl::flat_hash_set<KconfigName> tristates_;
  std::size_t atoms_seen_ = 0;
  int long_conditions_ = 0;
};

inline constexpr KconfigFormula kKconfigNever = {Condition::kNever,
                                                 Condition::kNever};
inline constexpr KconfigFormula kKconfigAlways = {Condition::kAlways,
                                                  Condition::kAlways};

// One model under some settings. What is asked for is found out when it is
// asked for: whether a symbol can be on at all, or cannot be off, follows from
// its prompts, its defaults and what selects it, and so from other symbols.
//
// A symbol that is said to be off, but is on without being asked under some
// circumstances, says that these do not hold: XEN, "default y if X86_XEN", is
// off only if X86_XEN is.
//
// What is not known is taken for open. Symbols that wait for one another, and
// very long chains of them, are not known.
class KconfigKnowledge {
 public:
  // The arguments must outlive it.
  KconfigKnowledge(const KconfigModel& model, const SymbolSettings& settings,
                   KconfigExpressions* expressions, KconfigFormulas* formulas);

  const KconfigModel& model() const { return model_; }

  // What the symbol is in every configuration with these settings.
  SymbolValue Of(KconfigName name);
  SymbolValue OfText(absl::string_view name) {
    return Of(expressions_.Name(name));
  }
  const std::string& NameText(KconfigName name) const {
    return expressions_.NameText(name);
  }
  // An expression, as a function of the symbols that are open.
  KconfigFormula Formula(KconfigExpr expr);
  // The same as text: what is off is left out.
  KconfigExpr Simplified(KconfigExpr expr);

  // The most that a symbol can be, and the least, whatever is asked for.
  KconfigFormula Most(int symbol);
  KconfigFormula Least(int symbol);
  // Whether it can be asked for.
  KconfigFormula PromptOf(int symbol);
  // What it is if nobody asks, and nothing selects it.
  KconfigFormula DefaultOf(int symbol);
  // Whether one of its definitions' dependencies holds.
  KconfigFormula DependsOf(int symbol);
  // What the "select" or "imply" comes to.
  KconfigFormula SelectorFormula(const KconfigSelector& selector);

  // Where this does not hold, the settings do not.
  Condition circumstances() const { return circumstances_; }
  // Symbols that the settings say are off, and that are on in every
  // configuration; in the order of their names.
  const std::vector<KconfigName>& always_on() const { return always_on_; }
  // Symbols that must be off for others to be; with those.
  struct Backward {
    KconfigName name;
    KconfigName because;
  };
  const std::vector<Backward>& backward() const { return backward_; }

 private:
  // Of the symbol as if it were not among the settings.
  KconfigFormula FormulaOfNode(const KconfigExpressions::Node& node,
                               KconfigExpr expr);
  KconfigFormula Comparison(const KconfigExpressions::Node& node,
                            KconfigExpr expr);
  bool ValueOfOperand(KconfigExpr operand, KconfigFormula* value);
  // The text of an operand that is one in any configuration.
  bool TextOfOperand(KconfigExpr operand, std::string* text) const;
  bool IsTri(int symbol) const;
  SymbolValue WorkOut(int symbol);
  void DrawConclusions();
  void Forget();

  const KconfigModel& model_;
  SymbolSettings settings_;
  KconfigExpressions& expressions_;
  KconfigFormulas& formulas_;
  Condition circumstances_ = Condition::kAlways;
  std::vector<KconfigName> always_on_;
  std::vector<Backward> backward_;
  absl::flat_hash_map<KconfigName, SymbolValue> known_;
  absl::flat_hash_map<KconfigExpr, KconfigFormula> made_;
  absl::flat_hash_map<KconfigExpr, KconfigExpr> simplified_;
  int depth_ = 0;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_KCONFIG_KNOWLEDGE_H_
