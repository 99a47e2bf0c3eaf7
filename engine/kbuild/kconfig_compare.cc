#include "engine/kbuild/kconfig_compare.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "engine/kbuild/kconfig_choices.h"
#include "engine/kbuild/kconfig_parts.h"

namespace patchgraph {
namespace {

using Kind = KconfigDifference::Kind;
using Definitions = absl::Span<const KconfigDefinition>;

bool SameProperties(const KconfigDefinition& a, const KconfigDefinition& b) {
  if (a.file == b.file && a.item == b.item) return true;
  return a.config().type == b.config().type &&
         a.config().properties == b.config().properties;
}

bool SameDefinitions(const KconfigSymbol& a, const KconfigSymbol& b) {
  if (a.definitions.size() != b.definitions.size()) return false;
  for (std::size_t i = 0; i < a.definitions.size(); ++i) {
    const KconfigDefinition& ours = a.definitions[i];
    const KconfigDefinition& theirs = b.definitions[i];
    if (ours.depends != theirs.depends || ours.visible != theirs.visible ||
        !SameProperties(ours, theirs)) {
      return false;
    }
  }
  return true;
}

class KconfigModelComparison {
 public:
  KconfigModelComparison(KconfigKnowledge* base, KconfigKnowledge* patched,
                         KconfigExpressions* expressions,
                         KconfigFormulas* formulas)
      : expressions_(*expressions),
        formulas_(*formulas),
        base_(base, expressions, formulas, false),
        patched_(patched, expressions, formulas, true),
        where_(patched->circumstances()) {}

  std::vector<KconfigDifference> Run();

 private:
  void CompareSymbol(const KconfigSymbol& base, const KconfigSymbol& patched);
  void CompareDefault(Definitions base, Definitions patched);
  void CompareProperty(Kind kind, KconfigProperty::Kind property,
                       Definitions base, Definitions patched);
  void OneSided(Kind kind, const KconfigSide& side,
                const KconfigSymbol& symbol);
  void CompareChoices();
  void CompareChoice(const KconfigChoice& base, const KconfigChoice& patched);

  bool IsOff(const KconfigSide& side, KconfigName name) {
    return side.knowledge().Of(name) == SymbolValue::kOff;
  }
  KconfigFormula Within(KconfigFormula formula) const {
    formula = formulas_.Within(where_, formula);
    if (is_bool_) formula.yes = formula.some;
    return formula;
  }
  // A difference of the symbol at hand, in these lines; in all its lines, and
  // what is around them, where no line of it is any different.
  KconfigDifference* Add(Kind kind, const KconfigPartsApart& apart,
                         std::string text);

  KconfigExpressions& expressions_;
  KconfigFormulas& formulas_;
  KconfigSide base_;
  KconfigSide patched_;
  const Condition where_;
  std::vector<KconfigDifference> differences_;
  // Of the symbol at hand.
  std::string name_;
  Definitions before_;
  Definitions after_;
  int number_ = -1;  // in the base
  int patched_number_ = -1;
  bool is_bool_ = false;
  bool is_tri_ = false;
  bool depends_differ_ = false;
};

template <typename T>
void AppendAll(const std::vector<T>& more, std::vector<T>* all) {
  all->insert(all->end(), more.begin(), more.end());
}

KconfigDifference* KconfigModelComparison::Add(Kind kind,
                                               const KconfigPartsApart& apart,
                                               std::string text) {
  KconfigDifference difference;
  difference.kind = kind;
  difference.symbol = name_;
  difference.text = std::move(text);
  for (const KconfigPart& part : apart.base) {
    difference.places.push_back(part.place);
  }
  for (const KconfigPart& part : apart.patched) {
    difference.places.push_back(part.place);
  }
  if (apart.empty()) {
    difference.places = base_.Lines(before_);
    AppendAll(patched_.Lines(after_), &difference.places);
  }
  difference.around = base_.Around(before_);
  AppendAll(patched_.Around(after_), &difference.around);
  differences_.push_back(std::move(difference));
  return &differences_.back();
}

void KconfigModelComparison::OneSided(Kind kind, const KconfigSide& side,
                                      const KconfigSymbol& symbol) {
  KconfigDifference difference;
  difference.kind = kind;
  difference.symbol = expressions_.NameText(symbol.name);
  difference.places = side.Lines(symbol.definitions);
  difference.around = side.Around(symbol.definitions);
  const absl::string_view name = difference.symbol;
  switch (kind) {
    case KconfigDifference::kNewSymbol:
      difference.text = absl::StrCat(name, " is new, and can be on");
      break;
    case KconfigDifference::kGoneSymbol:
      difference.text = absl::StrCat(name, " is gone");
      break;
    default:
      difference.text = absl::StrCat(name, " cannot be turned off");
  }
  differences_.push_back(std::move(difference));
}

void KconfigModelComparison::CompareProperty(Kind kind,
                                             KconfigProperty::Kind property,
                                             Definitions base,
                                             Definitions patched) {
  auto before = base_.Properties(base, property);
  auto after = patched_.Properties(patched, property);
  const bool first_counts = property == KconfigProperty::kDefault ||
                            property == KconfigProperty::kRange;
  const auto outcome = [&](absl::Span<const KconfigPart> parts) {
    KconfigOutcome all = first_counts ? FirstOf(parts, where_, &formulas_)
                                      : AnyOf(parts, where_, &formulas_);
    if (is_bool_) {
      for (auto& [key, when] : all) when.second = when.first;
    }
    return all;
  };
  if (outcome(before) == outcome(after)) return;
  KconfigPartsApart apart =
      TakeKconfigPartsApart(before, after, where_, &formulas_);
  if (property == KconfigProperty::kPrompt) {
    // A menu may hide prompts.
    KconfigPartsApart hidden = TakeKconfigPartsApart(
        base_.Conditions(base, KconfigProperty::kVisible),
        patched_.Conditions(patched, KconfigProperty::kVisible), where_,
        &formulas_);
    if (apart.empty() && hidden.empty() && depends_differ_) return;
    const std::string text =
        apart.empty() ? absl::StrCat("prompt of ", name_, " is visible if ",
                                     WordsOf(hidden.patched), ", was if ",
                                     WordsOf(hidden.base))
                      : absl::StrCat("prompt of ", name_, " is ",
                                     WordsOf(after), ", was ", WordsOf(before));
    AppendAll(hidden.base, &apart.base);
    AppendAll(hidden.patched, &apart.patched);
    Add(kind, apart, text);
    return;
  }
  if (apart.empty() && depends_differ_) return;
  if (apart.empty()) apart = {before, after};
  std::string text;
  if (property == KconfigProperty::kSelect ||
      property == KconfigProperty::kImply) {
    const absl::string_view verb =
        property == KconfigProperty::kSelect ? " selects " : " implies ";
    text = absl::StrCat(name_, verb, WordsOf(apart.patched), ", before ",
                        WordsOf(apart.base));
  } else {
    text = absl::StrCat(KconfigDifferenceName(kind), " of ", name_, " is ",
                        WordsOf(after), ", was ", WordsOf(before));
  }
  Add(kind, apart, std::move(text));
}

void KconfigModelComparison::CompareDefault(Definitions base,
                                            Definitions patched) {
  if (!is_tri_) {
    CompareProperty(KconfigDifference::kDefault, KconfigProperty::kDefault,
                    base, patched);
    return;
  }
  if (Within(base_.knowledge().DefaultOf(number_)) ==
      Within(patched_.knowledge().DefaultOf(patched_number_))) {
    return;
  }
  const auto before = base_.Properties(base, KconfigProperty::kDefault);
  const auto after = patched_.Properties(patched, KconfigProperty::kDefault);
  const KconfigPartsApart apart =
      TakeKconfigPartsApart(before, after, where_, &formulas_);
  if (apart.empty() && depends_differ_) return;
  Add(KconfigDifference::kDefault, apart,
      absl::StrCat("default of ", name_, " is ", WordsOf(after), ", was ",
                   WordsOf(before)));
}

void KconfigModelComparison::CompareSymbol(const KconfigSymbol& base,
                                           const KconfigSymbol& patched) {
  name_ = expressions_.NameText(base.name);
  before_ = base.definitions;
  after_ = patched.definitions;
  number_ = base_.model().Find(base.name);
  patched_number_ = patched_.model().Find(base.name);
  is_bool_ = base.type == KconfigType::kBool;
  is_tri_ = is_bool_ || base.type == KconfigType::kTristate;
  if (base.type != patched.type) {
    Add(KconfigDifference::kType, {},
        absl::StrCat(name_, " is ", KconfigTypeName(patched.type), ", was ",
                     KconfigTypeName(base.type)));
    return;
  }
  depends_differ_ = Within(base_.knowledge().DependsOf(number_)) !=
                    Within(patched_.knowledge().DependsOf(patched_number_));
  if (depends_differ_) {
    const KconfigPartsApart apart = TakeKconfigPartsApart(
        base_.Conditions(before_, KconfigProperty::kDepends),
        patched_.Conditions(after_, KconfigProperty::kDepends), where_,
        &formulas_);
    Add(KconfigDifference::kDependency, apart,
        absl::StrCat(name_, " depends on ", WordsOf(apart.patched),
                     ", before on ", WordsOf(apart.base)));
  }
  CompareProperty(KconfigDifference::kPrompt, KconfigProperty::kPrompt, before_,
                  after_);
  CompareDefault(before_, after_);
  CompareProperty(KconfigDifference::kSelect, KconfigProperty::kSelect, before_,
                  after_);
  CompareProperty(KconfigDifference::kImply, KconfigProperty::kImply, before_,
                  after_);
  CompareProperty(KconfigDifference::kRange, KconfigProperty::kRange, before_,
                  after_);
  CompareProperty(KconfigDifference::kOption, KconfigProperty::kOption, before_,
                  after_);
}

void KconfigModelComparison::CompareChoices() {
  const std::vector<KconfigChoice>& before = base_.model().choices();
  const std::vector<KconfigChoice>& after = patched_.model().choices();
  const std::vector<int> partners =
      MatchKconfigChoices(base_.model(), patched_.model());
  std::vector<bool> matched(after.size(), false);
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (partners[i] >= 0) {
      matched[partners[i]] = true;
      CompareChoice(before[i], after[partners[i]]);
    } else {
      CompareChoice(before[i], {});
    }
  }
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (!matched[i]) CompareChoice({}, after[i]);
  }
}

void KconfigModelComparison::CompareChoice(const KconfigChoice& base,
                                           const KconfigChoice& patched) {
  const auto said = [&](const KconfigSide& side, const KconfigChoice& choice) {
    return ReadKconfigChoice(side, choice, where_, &formulas_);
  };
  if (SameKconfigChoice(base_.model(), base, patched_.model(), patched)) return;
  const KconfigChoiceSummary before = said(base_, base);
  const KconfigChoiceSummary after = said(patched_, patched);
  if (before.outcome == after.outcome) return;
  name_ = before.title.empty() ? after.title : before.title;
  before_ = before.definition;
  after_ = after.definition;
  is_bool_ = false;
  KconfigPartsApart apart =
      TakeKconfigPartsApart(before.parts, after.parts, where_, &formulas_);
  std::string text = absl::StrCat("choice \"", name_, "\" ");
  if (before.members != after.members) {
    absl::StrAppend(&text, "is between ", after.members, ", was between ",
                    before.members);
  } else {
    absl::StrAppend(&text, "has ", WordsOf(apart.patched), ", had ",
                    WordsOf(apart.base));
  }
  Add(KconfigDifference::kChoice, apart, std::move(text));
}

std::vector<KconfigDifference> KconfigModelComparison::Run() {
  for (const KconfigName name : patched_.knowledge().always_on()) {
    const KconfigSymbol& symbol =
        patched_.model().symbols()[patched_.model().Find(name)];
    const int before = base_.model().Find(name);
    if (before < 0 ||
        !SameDefinitions(base_.model().symbols()[before], symbol)) {
      OneSided(KconfigDifference::kAlwaysOn, patched_, symbol);
    }
  }
  for (const KconfigSymbol& symbol : base_.model().symbols()) {
    const int number = patched_.model().Find(symbol.name);
    if (number < 0) {
      if (!IsOff(base_, symbol.name)) {
        OneSided(KconfigDifference::kGoneSymbol, base_, symbol);
      }
      continue;
    }
    const KconfigSymbol& other = patched_.model().symbols()[number];
    if (SameDefinitions(symbol, other) ||
        (IsOff(base_, symbol.name) && IsOff(patched_, symbol.name))) {
      continue;
    }
    CompareSymbol(symbol, other);
  }
  for (const KconfigSymbol& symbol : patched_.model().symbols()) {
    if (base_.model().Find(symbol.name) < 0 && !IsOff(patched_, symbol.name)) {
      OneSided(KconfigDifference::kNewSymbol, patched_, symbol);
    }
  }
  CompareChoices();
  std::stable_sort(differences_.begin(), differences_.end(),
                   [](const KconfigDifference& a, const KconfigDifference& b) {
                     return a.symbol < b.symbol;
                   });
  return std::move(differences_);
}

}  // namespace

bool operator==(const KconfigPlace& a, const KconfigPlace& b) {
  return a.patched == b.patched && a.path == b.path && a.lines == b.lines;
}

absl::string_view KconfigDifferenceName(KconfigDifference::Kind kind) {
  constexpr absl::string_view kNames[] = {
      "new symbol", "symbol gone", "always on",        "type",  "prompt",
      "dependency", "default",     "select",           "imply", "range",
      "option",     "choice",      "architecture gone"};
  return kNames[kind];
}

std::vector<KconfigDifference> CompareKconfigModels(
    KconfigKnowledge* base, KconfigKnowledge* patched,
    KconfigExpressions* expressions, KconfigFormulas* formulas) {
  return KconfigModelComparison(base, patched, expressions, formulas).Run();
}

}  // namespace patchgraph
