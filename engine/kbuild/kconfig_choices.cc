#include "engine/kbuild/kconfig_choices.h"

#include <cstddef>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

void AppendParts(const std::vector<KconfigPart>& more,
                 std::vector<KconfigPart>* parts) {
  parts->insert(parts->end(), more.begin(), more.end());
}

}  // namespace

std::vector<int> MatchKconfigChoices(const KconfigModel& base,
                                     const KconfigModel& patched) {
  // Several where one file is sourced twice.
  std::map<KconfigName, std::vector<int>> choices_of;
  for (std::size_t i = 0; i < patched.choices().size(); ++i) {
    for (const int member : patched.choices()[i].members) {
      choices_of[patched.symbols()[member].name].push_back(static_cast<int>(i));
    }
  }
  std::vector<bool> taken(patched.choices().size(), false);
  std::vector<int> partners;
  for (const KconfigChoice& choice : base.choices()) {
    std::map<int, int> shared;
    for (const int member : choice.members) {
      const auto others = choices_of.find(base.symbols()[member].name);
      if (others == choices_of.end()) continue;
      for (const int other : others->second) {
        if (!taken[other]) ++shared[other];
      }
    }
    int best = -1;
    for (const auto& [other, count] : shared) {
      if (best < 0 || count > shared[best]) best = other;
    }
    if (best >= 0) taken[best] = true;
    partners.push_back(best);
  }
  return partners;
}

KconfigChoiceSummary ReadKconfigChoice(const KconfigSide& side,
                                       const KconfigChoice& choice,
                                       Condition where,
                                       KconfigFormulas* formulas) {
  KconfigChoiceSummary summary;
  if (choice.definition.file == nullptr) return summary;
  const absl::Span<const KconfigDefinition> one(&choice.definition, 1);
  for (const int member : choice.members) {
    const KconfigSymbol& symbol = side.model().symbols()[member];
    if (side.knowledge().Of(symbol.name) == SymbolValue::kOff) continue;
    KconfigPart part;
    part.key = side.knowledge().NameText(symbol.name);
    part.own = part.full = kKconfigAlways;
    part.words = part.key;
    part.place = side.Place(*symbol.definitions.front().file,
                            symbol.definitions.front().config().lines);
    absl::StrAppend(&summary.members, summary.members.empty() ? "" : ", ",
                    part.key);
    summary.parts.push_back(std::move(part));
  }
  // Where nothing can be chosen there is no choice.
  if (summary.members.empty()) return {};
  const auto prompts = side.Properties(one, KconfigProperty::kPrompt);
  const auto defaults = side.Properties(one, KconfigProperty::kDefault);
  const auto options = side.Properties(one, KconfigProperty::kOption);
  summary.title = prompts.empty() ? summary.members : prompts.front().key;
  summary.definition.push_back(choice.definition);
  std::vector<KconfigPart> can_be;
  for (const KconfigPart& part : defaults) {
    // What is off is not chosen; the next default is.
    if (side.knowledge().OfText(part.key) != SymbolValue::kOff) {
      can_be.push_back(part);
    }
  }
  summary.outcome = {choice.definition.config().type, summary.members,
                     AnyOf(prompts, where, formulas),
                     FirstOf(can_be, where, formulas),
                     AnyOf(options, where, formulas)};
  AppendParts(prompts, &summary.parts);
  AppendParts(can_be, &summary.parts);
  AppendParts(options, &summary.parts);
  AppendParts(side.Conditions(one, KconfigProperty::kDepends), &summary.parts);
  return summary;
}

bool SameKconfigChoice(const KconfigModel& base_model,
                       const KconfigChoice& base,
                       const KconfigModel& patched_model,
                       const KconfigChoice& patched) {
  const KconfigDefinition& ours = base.definition;
  const KconfigDefinition& theirs = patched.definition;
  if (ours.file == nullptr || theirs.file == nullptr ||
      ours.depends != theirs.depends || ours.visible != theirs.visible ||
      base.members.size() != patched.members.size() ||
      ours.config().type != theirs.config().type ||
      !(ours.config().properties == theirs.config().properties)) {
    return false;
  }
  for (std::size_t i = 0; i < base.members.size(); ++i) {
    if (base_model.symbols()[base.members[i]].name !=
        patched_model.symbols()[patched.members[i]].name) {
      return false;
    }
  }
  return true;
}

}  // namespace patchgraph
