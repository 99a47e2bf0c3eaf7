#include "engine/kbuild/kconfig_features.h"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/kbuild/kconfig_knowledge.h"

namespace patchgraph {
namespace {

SymbolSettings WithoutThese(const std::vector<std::string>& names) {
  SymbolSettings settings;
  for (const std::string& name : names) settings.Set(name, SymbolValue::kOff);
  return settings;
}

using NameSet = std::set<std::string>;

// Which symbols' definitions mention a symbol, or are selected by it.
class KconfigMentions {
 public:
  KconfigMentions(const KconfigModel& model,
                  const KconfigExpressions& expressions)
      : expressions_(expressions), by_name_(expressions.name_count()) {
    for (const KconfigSymbol& symbol : model.symbols()) {
      for (const KconfigDefinition& definition : symbol.definitions) {
        Note(definition.depends, symbol.name);
        Note(definition.visible, symbol.name);
        for (const KconfigProperty& property : definition.config().properties) {
          Note(property.condition, symbol.name);
          Note(property.value, symbol.name);
          const auto& value = expressions_.node(property.value);
          if ((property.kind == KconfigProperty::kSelect ||
               property.kind == KconfigProperty::kImply) &&
              value.op == KconfigOperator::kSymbol) {
            by_name_[symbol.name].push_back(value.left);
          }
        }
      }
    }
  }

  absl::Span<const KconfigName> Of(KconfigName name) const {
    if (name >= static_cast<int>(by_name_.size())) return {};
    return by_name_[name];
  }

 private:
  void Note(KconfigExpr expr, KconfigName user) {
    const KconfigExpressions::Node& node = expressions_.node(expr);
    if (node.op == KconfigOperator::kSymbol) {
      std::vector<KconfigName>& users = by_name_[node.left];
      if (users.empty() || users.back() != user) users.push_back(user);
    } else if (node.op >= KconfigOperator::kNot) {
      Note(node.left, user);
      if (node.op != KconfigOperator::kNot) Note(node.right, user);
    }
  }

  const KconfigExpressions& expressions_;
  std::vector<std::vector<KconfigName>> by_name_;
};

// Of one architecture: what of the introduced symbols follows a symbol.
struct Followers {
  NameSet depend;
  NameSet turn_on;

  bool Has(const std::string& name) const {
    return depend.count(name) > 0 || turn_on.count(name) > 0;
  }
  bool empty() const { return depend.empty() && turn_on.empty(); }
};

class KconfigFeatureFinder {
 public:
  explicit KconfigFeatureFinder(KconfigTrees* trees)
      : trees_(*trees), expressions_(*trees->expressions()) {
    std::vector<bool> before(expressions_.name_count(), false);
    for (const KconfigModel& model : trees_.base()) {
      for (const KconfigSymbol& symbol : model.symbols()) {
        before[symbol.name] = true;
      }
    }
    for (const KconfigModel& model : trees_.patched()) {
      for (const KconfigSymbol& symbol : model.symbols()) {
        if (before[symbol.name]) continue;
        introduced_.insert(expressions_.NameText(symbol.name));
      }
    }
  }

  std::vector<KconfigFeatureSymbol> Find(std::vector<std::string> given) {
    const bool search = given.empty();
    if (search) given = Roots();
    std::vector<KconfigFeatureSymbol> found;
    NameSet met;
    for (const std::string& name : given) {
      if (!met.insert(name).second) continue;
      KconfigFeatureSymbol symbol;
      symbol.name = name;
      symbol.kind =
          search ? KconfigFeatureSymbol::kRoot : KconfigFeatureSymbol::kGiven;
      symbol.introduced = introduced_.count(name) > 0;
      for (std::size_t i = 0; i < trees_.patched().size(); ++i) {
        if (IsDefined(name, i)) symbol.architectures.push_back(ArchOf(i));
      }
      found.push_back(std::move(symbol));
    }
    for (const std::string& name : introduced_) {
      if (met.count(name) == 0) found.push_back(Describe(name, given));
    }
    return found;
  }

 private:
  bool IsDefined(const std::string& name, std::size_t at) const {
    return trees_.patched()[at].Find(expressions_.FindName(name)) >= 0;
  }

  std::string ArchOf(std::size_t model) const {
    const KconfigRoot& root = trees_.patched()[model].root();
    return root.arch.empty() ? root.path : root.arch;
  }

  const Followers& FollowersOf(const std::string& name, std::size_t at) {
    const auto [place, is_new] = followers_.try_emplace({name, at});
    Followers& followers = place->second;
    if (!is_new || !IsDefined(name, at)) return followers;
    const KconfigModel& model = trees_.patched()[at];
    KconfigFormulas formulas(expressions_);
    formulas.NoteTristates(model);
    KconfigKnowledge knowledge(model, WithoutThese({name}), &expressions_,
                               &formulas);
    for (const KconfigKnowledge::Backward& backward : knowledge.backward()) {
      followers.turn_on.insert(expressions_.NameText(backward.name));
    }
    for (const std::string& other : introduced_) {
      if (other == name || !IsDefined(other, at) ||
          followers.turn_on.count(other) > 0 || IsOffAnyway(other, at)) {
        continue;
      }
      if (knowledge.OfText(other) == SymbolValue::kOff) {
        followers.depend.insert(other);
      }
    }
    return followers;
  }

  // What can never be on depends on nothing.
  bool IsOffAnyway(const std::string& name, std::size_t at) {
    auto& off = off_anyway_[at];
    if (!off.has_value()) {
      off.emplace();
      const KconfigModel& model = trees_.patched()[at];
      KconfigFormulas formulas(expressions_);
      formulas.NoteTristates(model);
      KconfigKnowledge knowledge(model, SymbolSettings(), &expressions_,
                                 &formulas);
      for (const std::string& other : introduced_) {
        if (IsDefined(other, at) &&
            knowledge.OfText(other) == SymbolValue::kOff) {
          off->insert(other);
        }
      }
    }
    return off->count(name) > 0;
  }

  // Those with followers that follow nothing, on some architecture; those that
  // most follow first. Two that follow one another are both.
  std::vector<std::string> Roots() {
    std::map<std::string, std::size_t> roots;  // with how many follow them
    for (std::size_t i = 0; i < trees_.patched().size(); ++i) {
      for (const std::string& name : introduced_) {
        const Followers& followers = FollowersOf(name, i);
        if (followers.empty()) continue;
        bool follows = false;
        for (const std::string& other : introduced_) {
          follows |= other != name && FollowersOf(other, i).Has(name) &&
                     !followers.Has(other);
        }
        if (follows) continue;
        roots[name] += followers.depend.size() + followers.turn_on.size();
      }
    }
    std::vector<std::string> names;
    names.reserve(roots.size());
    for (const auto& [name, followers] : roots) names.push_back(name);
    std::stable_sort(names.begin(), names.end(),
                     [&roots](const std::string& a, const std::string& b) {
                       return roots[a] > roots[b];
                     });
    return names;
  }

  KconfigFeatureSymbol Describe(const std::string& name,
                                const std::vector<std::string>& given) {
    KconfigFeatureSymbol symbol;
    symbol.name = name;
    symbol.introduced = true;
    for (std::size_t i = 0; i < trees_.patched().size(); ++i) {
      if (!IsDefined(name, i) || IsOffAnyway(name, i)) continue;
      bool follows = false;
      for (const std::string& feature : given) {
        const Followers& followers = FollowersOf(feature, i);
        if (!followers.Has(name)) continue;
        follows = true;
        if (!symbol.because.empty()) break;
        symbol.because = feature;
        symbol.kind = followers.turn_on.count(name) > 0
                          ? KconfigFeatureSymbol::kTurnsOn
                          : KconfigFeatureSymbol::kDepends;
        break;
      }
      (follows ? symbol.architectures : symbol.independent)
          .push_back(ArchOf(i));
    }
    return symbol;
  }

  KconfigTrees& trees_;
  KconfigExpressions& expressions_;
  NameSet introduced_;
  std::map<std::pair<std::string, std::size_t>, Followers> followers_;
  std::map<std::size_t, absl::optional<NameSet>> off_anyway_;
};

}  // namespace

std::string KconfigFeatureSymbol::Provenance() const {
  std::vector<std::string> parts;
  if (kind == kGiven) parts.emplace_back("given");
  if (introduced) parts.emplace_back("introduced");
  if (kind == kRoot) parts.emplace_back("others depend on it");
  if (kind == kDepends) parts.push_back(absl::StrCat("depends on ", because));
  if (kind == kTurnsOn) parts.push_back(absl::StrCat("turns on ", because));
  if (!architectures.empty() && !independent.empty()) {
    parts.push_back(
        absl::StrCat("but not on ", absl::StrJoin(independent, ", ")));
  }
  return absl::StrJoin(parts, "; ");
}

std::vector<KconfigFeatureSymbol> FindFeatureSymbols(
    KconfigTrees* trees, const std::vector<std::string>& given) {
  return KconfigFeatureFinder(trees).Find(given);
}

std::vector<std::string> ImpliedOff(const KconfigModel& model,
                                    const SymbolSettings& settings,
                                    KconfigExpressions* expressions) {
  KconfigFormulas formulas(*expressions);
  formulas.NoteTristates(model);
  KconfigKnowledge with(model, settings, expressions, &formulas);
  KconfigKnowledge without(model, SymbolSettings(), expressions, &formulas);
  const KconfigMentions mentions(model, *expressions);
  std::deque<KconfigName> waiting;
  for (const auto& [name, value] : settings.values()) {
    if (value == SymbolValue::kOff) waiting.push_back(expressions->Name(name));
  }
  for (const KconfigKnowledge::Backward& backward : with.backward()) {
    waiting.push_back(backward.name);
  }
  // A symbol becomes off only because one that it mentions does.
  std::set<KconfigName> asked(waiting.begin(), waiting.end());
  std::vector<std::string> off;
  const auto add_if_off = [&](KconfigName name) {
    if (model.Find(name) < 0 || with.Of(name) != SymbolValue::kOff ||
        without.Of(name) == SymbolValue::kOff) {
      return false;
    }
    off.push_back(expressions->NameText(name));
    return true;
  };
  for (const KconfigName name : asked) add_if_off(name);
  while (!waiting.empty()) {
    const KconfigName name = waiting.front();
    waiting.pop_front();
    for (const KconfigName other : mentions.Of(name)) {
      if (asked.insert(other).second && add_if_off(other)) {
        waiting.push_back(other);
      }
    }
  }
  std::sort(off.begin(), off.end());
  return off;
}

SymbolSettings SettingsWithout(KconfigTrees* trees,
                               const std::vector<std::string>& features) {
  SymbolSettings settings = WithoutThese(features);
  const SymbolSettings given = settings;
  KconfigExpressions* expressions = trees->expressions();
  std::vector<NameSet> off;  // by model
  NameSet all;
  for (const KconfigModel& model : trees->patched()) {
    NameSet& here = off.emplace_back();
    const bool concerned =
        std::any_of(features.begin(), features.end(), [&](const auto& name) {
          return model.Find(expressions->FindName(name)) >= 0;
        });
    if (!concerned) continue;
    for (std::string& name : ImpliedOff(model, given, expressions)) {
      all.insert(name);
      here.insert(std::move(name));
    }
  }
  for (std::size_t i = 0; i < off.size(); ++i) {
    const KconfigModel& model = trees->patched()[i];
    KconfigFormulas formulas(*expressions);
    formulas.NoteTristates(model);
    KconfigKnowledge anyway(model, given, expressions, &formulas);
    for (auto name = all.begin(); name != all.end();) {
      const bool is_off =
          off[i].count(*name) > 0 || anyway.OfText(*name) == SymbolValue::kOff;
      name = is_off ? std::next(name) : all.erase(name);
    }
  }
  for (const std::string& name : all) settings.Set(name, SymbolValue::kOff);
  return settings;
}

}  // namespace patchgraph
