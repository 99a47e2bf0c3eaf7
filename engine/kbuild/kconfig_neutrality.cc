#include "engine/kbuild/kconfig_neutrality.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/kbuild/kconfig_evaluate.h"
#include "engine/kbuild/kconfig_features.h"
#include "engine/kbuild/kconfig_knowledge.h"
#include "engine/kbuild/kconfig_parts.h"
#include "engine/kbuild/kconfig_reach.h"

namespace patchgraph {
namespace {

absl::StatusOr<std::vector<KconfigModel>> ReadKconfigModels(
    KconfigSources* sources) {
  const auto roots = FindKconfigRoots(sources);
  if (!roots.ok()) return roots.status();
  std::vector<KconfigModel> models;
  for (const KconfigRoot& root : *roots) {
    auto model = KconfigModel::Read(root, sources);
    if (!model.ok()) return model.status();
    models.push_back(std::move(*model));
  }
  return models;
}

// "arch/i386/Kconfig"; where one file is the root of all, with the
// architecture: "Kconfig (arm64)".
std::string RootName(const KconfigRoot& root) {
  if (root.path != "Kconfig" || root.arch.empty()) return root.path;
  return absl::StrCat(root.path, " (", root.arch, ")");
}

KconfigSwitch SwitchOf(const std::string& name, const KconfigSide& side,
                       KconfigEvaluation* by_default,
                       KconfigEvaluation* all_yes,
                       KconfigExpressions* expressions) {
  KconfigSwitch found;
  found.symbol = name;
  const KconfigName number = expressions->Name(name);
  const int symbol = side.model().Find(number);
  if (symbol < 0) return found;
  const auto& definitions = side.model().symbols()[symbol].definitions;
  found.definitions = side.Lines(definitions);
  found.by_default = by_default->Of(number);
  found.all_yes = all_yes->Of(number);
  const KconfigKnowledge& knowledge = side.knowledge();
  const auto& always_on = knowledge.always_on();
  if (std::find(always_on.begin(), always_on.end(), number) !=
      always_on.end()) {
    found.state = KconfigSwitch::kCannotBeOff;
    const auto defaults =
        side.Properties(definitions, KconfigProperty::kDefault);
    const bool has_prompt =
        !side.Properties(definitions, KconfigProperty::kPrompt).empty();
    found.detail = absl::StrCat("default ", WordsOf(defaults),
                                has_prompt ? "" : ", and no prompt");
    if (defaults.empty()) found.detail = "selected by what is always on";
    return found;
  }
  found.state = KconfigSwitch::kCanBeOff;
  std::vector<std::string> others;
  for (const KconfigKnowledge::Backward& backward : knowledge.backward()) {
    if (backward.because == number) {
      others.push_back(expressions->NameText(backward.name));
    }
  }
  found.detail = absl::StrJoin(others, ", ");
  return found;
}

class KconfigTreesComparison {
 public:
  KconfigTreesComparison(KconfigTrees* trees, const SymbolSettings& settings)
      : trees_(*trees),
        expressions_(*trees->expressions()),
        settings_(settings) {}

  void CompareRoots() {
    for (const KconfigModel& patched : trees_.patched()) CompareRoot(patched);
    for (const KconfigModel& base : trees_.base()) {
      if (met_.count(&base) > 0) continue;
      KconfigDifference gone;
      gone.kind = KconfigDifference::kArchitecture;
      gone.symbol = base.root().arch;
      gone.text = absl::StrCat("architecture ", base.root().arch, " is gone");
      Keep({gone}, RootName(base.root()));
    }
    for (auto& [key, difference] : differences_) {
      result_.differences.push_back(std::move(difference));
    }
  }

  KconfigComparison& result() { return result_; }

 private:
  void CompareRoot(const KconfigModel& patched) {
    const KconfigModel* base = trees_.BaseOf(patched);
    KconfigFormulas formulas(expressions_);
    formulas.NoteTristates(patched);
    if (base != nullptr) formulas.NoteTristates(*base);
    KconfigKnowledge after(patched, settings_, &expressions_, &formulas);
    KconfigRootAnswer answer;
    answer.root = patched.root();
    answer.is_new = base == nullptr;
    const KconfigSide side(&after, &expressions_, &formulas, true);
    const SymbolSettings nothing_asked;
    KconfigEvaluation by_default(patched, nothing_asked, false, &expressions_);
    KconfigEvaluation all_yes(patched, nothing_asked, true, &expressions_);
    for (const auto& [name, value] : settings_.values()) {
      if (value != SymbolValue::kOff) continue;
      answer.switches.push_back(
          SwitchOf(name, side, &by_default, &all_yes, &expressions_));
    }
    for (const KconfigSwitch& found : answer.switches) {
      if (found.state == KconfigSwitch::kUndefined) continue;
      answer.implied_off = ImpliedOff(patched, settings_, &expressions_);
      break;
    }
    result_.roots.push_back(std::move(answer));
    for (const KbuildWarning& warning : patched.warnings()) Warn(warning);
    if (base == nullptr) return;
    met_.insert(base);
    KconfigKnowledge before(*base, settings_, &expressions_, &formulas);
    Keep(CompareKconfigModels(&before, &after, &expressions_, &formulas),
         RootName(patched.root()));
  }

  void Warn(const KbuildWarning& warning) {
    auto& warnings = result_.warnings;
    if (std::find(warnings.begin(), warnings.end(), warning) ==
        warnings.end()) {
      warnings.push_back(warning);
    }
  }

  void Keep(const std::vector<KconfigDifference>& differences,
            const std::string& root) {
    for (const KconfigDifference& difference : differences) {
      const auto key =
          std::tuple(difference.symbol, difference.kind, difference.text);
      KconfigDifference& kept = differences_[key];
      if (kept.roots.empty()) kept = difference;
      kept.roots.push_back(root);
      for (auto places :
           {&KconfigDifference::places, &KconfigDifference::around}) {
        for (const KconfigPlace& place : difference.*places) {
          auto& known = kept.*places;
          if (std::find(known.begin(), known.end(), place) == known.end()) {
            known.push_back(place);
          }
        }
      }
    }
  }

  KconfigTrees& trees_;
  KconfigExpressions& expressions_;
  const SymbolSettings& settings_;
  KconfigComparison result_;
  std::set<const KconfigModel*> met_;
  std::map<std::tuple<std::string, KconfigDifference::Kind, std::string>,
           KconfigDifference>
      differences_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<KconfigTrees>> KconfigTrees::Read(
    const Tree& base, const Tree& patched) {
  auto trees = std::unique_ptr<KconfigTrees>(new KconfigTrees(base, patched));
  auto before = ReadKconfigModels(&trees->base_);
  if (!before.ok()) return before.status();
  trees->base_models_ = std::move(*before);
  auto after = ReadKconfigModels(&trees->patched_);
  if (!after.ok()) return after.status();
  trees->patched_models_ = std::move(*after);
  return trees;
}

const KconfigModel* KconfigTrees::BaseOf(const KconfigModel& patched) const {
  for (const KconfigModel& base : base_models_) {
    if (base.root().arch == patched.root().arch) return &base;
  }
  return nullptr;
}

absl::StatusOr<KconfigComparison> CompareKconfig(
    KconfigTrees* trees, const SymbolSettings& settings,
    const std::vector<std::string>& paths) {
  KconfigTreesComparison comparison(trees, settings);
  comparison.CompareRoots();
  KconfigComparison& result = comparison.result();
  std::set<std::string> wanted(paths.begin(), paths.end());
  const auto& before = trees->base_sources().files();
  const auto& after = trees->patched_sources().files();
  const auto add_differing = [&wanted](const auto& ours, const auto& theirs) {
    for (const auto& [path, file] : ours) {
      const auto other = theirs.find(path);
      if (file != nullptr && (other == theirs.end() || other->second != file)) {
        wanted.insert(path);
      }
    }
  };
  add_differing(before, after);
  add_differing(after, before);
  auto files =
      AttributeKconfig(result.differences,
                       std::vector<std::string>(wanted.begin(), wanted.end()),
                       trees->base_sources(), trees->patched_sources());
  if (!files.ok()) return files.status();
  result.files = std::move(*files);
  return std::move(result);
}

}  // namespace patchgraph
