#include "engine/kbuild/kconfig_parts.h"

#include <cstddef>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

// What is said of one matter before it is cut short.
constexpr std::size_t kMostWords = 8;

}  // namespace

KconfigPlace KconfigSide::Place(const KconfigFile& file,
                                LineRange lines) const {
  return {patched_, file.path, lines};
}

KconfigPart KconfigSide::PartOf(const KconfigDefinition& definition,
                                const KconfigProperty& property) const {
  KconfigPart part;
  const bool is_prompt = property.kind == KconfigProperty::kPrompt;
  if (is_prompt || property.kind == KconfigProperty::kOption) {
    part.key = property.text;
  } else {
    // A number or a text is a leaf, and stands for itself.
    const bool is_leaf =
        expressions_.node(property.value).op < KconfigOperator::kNot;
    part.key = expressions_.ToText(
        is_leaf ? property.value : knowledge_.Simplified(property.value));
    if (property.kind == KconfigProperty::kRange) {
      absl::StrAppend(&part.key, " ", expressions_.ToText(property.upper));
    }
  }
  KconfigExpr around = definition.depends;
  if (is_prompt) around = expressions_.And(around, definition.visible);
  part.own = knowledge_.Formula(property.condition);
  part.full = formulas_.And(knowledge_.Formula(around), part.own);
  part.words = is_prompt ? absl::StrCat("\"", part.key, "\"") : part.key;
  const KconfigExpr condition = knowledge_.Simplified(property.condition);
  if (condition != KconfigExpressions::kYes) {
    absl::StrAppend(&part.words, " if ", expressions_.ToText(condition));
  }
  part.place = Place(*definition.file, property.lines);
  return part;
}

std::vector<KconfigPart> KconfigSide::Properties(
    absl::Span<const KconfigDefinition> definitions,
    KconfigProperty::Kind kind) const {
  std::vector<KconfigPart> parts;
  for (const KconfigDefinition& definition : definitions) {
    for (const KconfigProperty& property : definition.config().properties) {
      if (property.kind != kind) continue;
      if (kind == KconfigProperty::kSelect || kind == KconfigProperty::kImply) {
        // Of a symbol that nothing defines it does nothing.
        const auto& node = expressions_.node(property.value);
        if (node.op != KconfigOperator::kSymbol ||
            model().Find(node.left) < 0) {
          continue;
        }
      }
      parts.push_back(PartOf(definition, property));
    }
  }
  return parts;
}

void KconfigSide::AddConditions(const KconfigFile& file, int item,
                                KconfigProperty::Kind kind,
                                std::vector<KconfigPart>* parts) const {
  for (const KconfigProperty& property : file.items[item].properties) {
    const bool offers = kind == KconfigProperty::kVisible &&
                        property.kind == KconfigProperty::kPrompt &&
                        file.items[item].kind == KconfigItem::kChoice;
    if (property.kind != kind && !offers) continue;
    KconfigPart part;
    part.own = knowledge_.Formula(property.condition);
    if (part.own == kKconfigAlways) continue;
    part.full = part.own;
    part.words = expressions_.ToText(knowledge_.Simplified(property.condition));
    part.place = Place(file, property.lines);
    parts->push_back(std::move(part));
  }
}

std::vector<KconfigPart> KconfigSide::Conditions(
    absl::Span<const KconfigDefinition> definitions,
    KconfigProperty::Kind kind) const {
  std::vector<KconfigPart> parts;
  for (const KconfigDefinition& definition : definitions) {
    AddConditions(*definition.file, definition.item, kind, &parts);
    for (int frame = definition.frame; frame >= 0;
         frame = model().frames()[frame].parent) {
      const KconfigFrame& around = model().frames()[frame];
      AddConditions(*around.file, around.item, kind, &parts);
    }
  }
  return parts;
}

std::vector<KconfigPlace> KconfigSide::Lines(
    absl::Span<const KconfigDefinition> definitions) const {
  std::vector<KconfigPlace> places;
  for (const KconfigDefinition& definition : definitions) {
    places.push_back(Place(*definition.file, definition.config().lines));
  }
  return places;
}

std::vector<KconfigPlace> KconfigSide::Around(
    absl::Span<const KconfigDefinition> definitions) const {
  std::vector<KconfigPlace> places;
  for (const KconfigDefinition& definition : definitions) {
    for (int frame = definition.frame; frame >= 0;
         frame = model().frames()[frame].parent) {
      const KconfigFrame& around = model().frames()[frame];
      const KconfigItem& item = around.file->items[around.item];
      places.push_back(Place(*around.file, item.lines));
      if (item.end_line >= 0) {
        places.push_back(
            Place(*around.file, {item.end_line, item.end_line + 1}));
      }
    }
  }
  return places;
}

KconfigPartsApart TakeKconfigPartsApart(absl::Span<const KconfigPart> base,
                                        absl::Span<const KconfigPart> patched,
                                        Condition where,
                                        KconfigFormulas* formulas) {
  using Key = std::tuple<std::string, Condition, Condition>;
  const auto key_of = [&](const KconfigPart& part) {
    const KconfigFormula own = formulas->Within(where, part.own);
    return Key(part.key, own.some, own.yes);
  };
  std::map<Key, int> unmatched;
  for (const KconfigPart& part : patched) ++unmatched[key_of(part)];
  KconfigPartsApart apart;
  std::map<Key, int> matched;
  for (const KconfigPart& part : base) {
    int& left = unmatched[key_of(part)];
    if (left > 0) {
      --left;
      ++matched[key_of(part)];
    } else {
      apart.base.push_back(part);
    }
  }
  for (const KconfigPart& part : patched) {
    int& left = matched[key_of(part)];
    if (left > 0) {
      --left;
    } else {
      apart.patched.push_back(part);
    }
  }
  return apart;
}

KconfigOutcome AnyOf(absl::Span<const KconfigPart> parts, Condition where,
                     KconfigFormulas* formulas) {
  KconfigOutcome outcome;
  for (const KconfigPart& part : parts) {
    const KconfigFormula full = formulas->Within(where, part.full);
    if (full.some == Condition::kNever) continue;
    auto& [some, yes] = outcome[part.key];
    some = formulas->table().Or(some, full.some);
    yes = formulas->table().Or(yes, full.yes);
  }
  return outcome;
}

KconfigOutcome FirstOf(absl::Span<const KconfigPart> parts, Condition where,
                       KconfigFormulas* formulas) {
  KconfigOutcome outcome;
  ConditionTable& table = formulas->table();
  for (const KconfigPart& part : parts) {
    const Condition here = table.And(where, part.full.some);
    if (here == Condition::kNever) continue;
    auto& [some, yes] = outcome[part.key];
    some = table.Or(some, here);
    yes = some;
    where = table.And(where, table.Not(part.full.some));
  }
  return outcome;
}

std::string WordsOf(absl::Span<const KconfigPart> parts) {
  if (parts.empty()) return "nothing";
  std::string words;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) absl::StrAppend(&words, i + 1 == parts.size() ? " and " : ", ");
    if (i == kMostWords) {
      absl::StrAppend(&words, parts.size() - i, " more");
      break;
    }
    absl::StrAppend(&words, "`", parts[i].words, "`");
  }
  return words;
}

}  // namespace patchgraph
