#include "engine/kbuild/neutral.h"

#include <tbb/parallel_invoke.h>

#include <algorithm>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "engine/kbuild/alive_files.h"
#include "engine/kbuild/built_files.h"
#include "engine/kbuild/include_resolver.h"
#include "engine/kbuild/kconfig_settings.h"
#include "engine/kbuild/unbuilt_files.h"

namespace patchgraph {
namespace {

std::vector<std::string> WithoutPrefix(const std::vector<std::string>& names) {
  std::vector<std::string> symbols;
  for (const std::string& name : names) {
    const std::string symbol(absl::StripPrefix(name, "CONFIG_"));
    if (std::find(symbols.begin(), symbols.end(), symbol) == symbols.end()) {
      symbols.push_back(symbol);
    }
  }
  return symbols;
}

class NeutralityMeasure {
 public:
  NeutralityMeasure(const PatchedStack& stack, const NeutralQuestion& question)
      : stack_(stack), question_(question) {}

  absl::StatusOr<StackNeutrality> Measure() {
    Say("reading Kconfig");
    auto trees = KconfigTrees::Read(stack_.base(), stack_.patched());
    if (!trees.ok()) return trees.status();
    trees_ = *std::move(trees);
    absl::Status status = FindSymbols();
    if (!status.ok()) return status;
    result_.off_tristate = IsTristate(result_.off.front());
    status = AnswerForAny();
    for (const NeutralFlavour& flavour : question_.flavours) {
      if (!status.ok()) return status;
      Say(absl::StrCat("looking at flavour ", flavour.name));
      status = AnswerFor(flavour);
    }
    if (!status.ok()) return status;
    return std::move(result_);
  }

 private:
  void Say(absl::string_view text) const {
    if (question_.progress) question_.progress(text);
  }

  absl::Status FindSymbols() {
    const std::vector<std::string> given = WithoutPrefix(question_.off);
    for (const std::string& name : given) {
      if (!trees_->patched().empty() && !IsDefined(name)) {
        return absl::InvalidArgumentError(absl::StrCat(
            "--off ", name, ": no Kconfig file defines such a symbol"));
      }
    }
    result_.symbols = FindFeatureSymbols(trees_.get(), given);
    for (const KconfigFeatureSymbol& symbol : result_.symbols) {
      if (symbol.kind == KconfigFeatureSymbol::kGiven ||
          (given.empty() && symbol.kind == KconfigFeatureSymbol::kRoot)) {
        result_.off.push_back(symbol.name);
      }
    }
    if (!result_.off.empty()) return absl::OkStatus();
    // None hangs on another.
    for (const KconfigFeatureSymbol& symbol : result_.symbols) {
      result_.off.push_back(symbol.name);
    }
    if (!result_.off.empty()) return absl::OkStatus();
    return absl::InvalidArgumentError(
        "the stack introduces no symbol that turns it off: name one with "
        "--off");
  }

  bool IsDefined(const std::string& name) const {
    const KconfigName number = trees_->expressions()->FindName(name);
    const auto defines = [number](const KconfigModel& model) {
      return model.Find(number) >= 0;
    };
    return std::any_of(trees_->patched().begin(), trees_->patched().end(),
                       defines) ||
           std::any_of(trees_->base().begin(), trees_->base().end(), defines);
  }

  bool IsTristate(const std::string& name) const {
    const KconfigName number = trees_->expressions()->FindName(name);
    return std::any_of(trees_->patched().begin(), trees_->patched().end(),
                       [number](const KconfigModel& model) {
                         const int symbol = model.Find(number);
                         return symbol >= 0 && model.symbols()[symbol].type ==
                                                   KconfigType::kTristate;
                       });
  }

  absl::Status AnswerForAny() {
    Say("comparing");
    NeutralAnswer answer;
    answer.settings = SettingsWithout(trees_.get(), result_.off);
    // What does not need the answers for Kconfig goes beside it.
    absl::Status kconfig;
    absl::Status built;
    tbb::parallel_invoke([&] { kconfig = CompareKconfigOfAll(answer); },
                         [&] { built = FindLives(&answer); });
    if (!kconfig.ok()) return kconfig;
    if (!built.ok()) return built;
    return CompareRest(&answer);
  }

  absl::Status CompareKconfigOfAll(const NeutralAnswer& answer) {
    std::vector<std::string> paths;
    for (const StackedFile& file : stack_.files()) {
      if (RoleOf(file.path) == FileRole::kKconfig) paths.push_back(file.path);
    }
    auto kconfig = CompareKconfig(trees_.get(), answer.settings, paths);
    if (!kconfig.ok()) return kconfig.status();
    result_.kconfig = *std::move(kconfig);
    return absl::OkStatus();
  }

  absl::Status FindLives(NeutralAnswer* answer) {
    auto built = FindBuiltFiles(stack_.patched(), answer->settings);
    if (!built.ok()) return built.status();
    built_ = *std::move(built);
    auto lives = FindAliveFiles(stack_, built_, answer->settings);
    if (!lives.ok()) return lives.status();
    answer->lives = *std::move(lives);
    return absl::OkStatus();
  }

  // The files and the breaks.
  absl::Status CompareRest(NeutralAnswer* answer) {
    NeutralFilesQuestion asked;
    asked.settings = &answer->settings;
    asked.lives = &answer->lives;
    asked.kconfig = &result_.kconfig.files;
    asked.architecture = answer->architecture;
    absl::Status breaks;
    tbb::parallel_invoke(
        [&] { answer->files = CompareStackFiles(stack_, asked); },
        [&] { breaks = FindBreaks(answer); });
    if (breaks.ok()) result_.answers.push_back(std::move(*answer));
    return breaks;
  }

  absl::Status FindBreaks(NeutralAnswer* answer) const {
    const std::vector<StackCode> code = CodeOf(stack_, *answer);
    auto breaks = FindCodeBreaks(code, stack_.patched(), answer->settings);
    if (!breaks.ok()) return breaks.status();
    answer->breaks = *std::move(breaks);
    return absl::OkStatus();
  }

  const KconfigModel* ModelOf(const std::string& architecture) const {
    for (const KconfigModel& model : trees_->patched()) {
      if (model.root().arch == architecture) return &model;
    }
    return nullptr;
  }

  absl::Status AnswerFor(const NeutralFlavour& flavour) {
    NeutralAnswer answer;
    answer.flavour = flavour.name;
    answer.architecture = flavour.architecture;
    const KconfigModel* model = ModelOf(flavour.architecture);
    if (model == nullptr) {
      return absl::InvalidArgumentError(absl::StrCat(
          "flavour \"", flavour.name, "\": there is no architecture \"",
          flavour.architecture, "\""));
    }
    KconfigConfig config =
        ReadKconfigConfig(flavour.config_path, flavour.config);
    answer.warnings = std::move(config.warnings);
    KconfigExpressions* expressions = trees_->expressions();
    const auto shipped = Configure(*model, config.asked, expressions).settings;
    for (const std::string& name : result_.off) {
      const SymbolValue value = config.asked.Of(name);
      if (IsOn(value) && IsOn(shipped.Of(name))) {
        answer.features_on.push_back(name);
      }
      config.asked.Set(name, SymbolValue::kOff);
    }
    answer.settings = Configure(*model, config.asked, expressions).settings;
    if (!answer.features_on.empty()) {
      result_.answers.push_back(std::move(answer));
      return absl::OkStatus();
    }
    for (const std::string& name : result_.off) {
      if (IsOn(answer.settings.Of(name))) answer.cannot_be_off.push_back(name);
    }
    CompareConfigured(*model, config.asked, &answer);
    absl::Status lives = FindLives(&answer);
    if (!lives.ok()) return lives;
    absl::Status rest = CompareRest(&answer);
    if (!rest.ok()) return rest;
    SettleKconfigFiles(&result_.answers.back());
    return SettleUnbuilt(&result_.answers.back());
  }

  static bool IsOn(SymbolValue value) {
    return value == SymbolValue::kBuiltIn || value == SymbolValue::kModule;
  }

  void CompareConfigured(const KconfigModel& model, const SymbolSettings& asked,
                         NeutralAnswer* answer) const {
    const KconfigModel* base = trees_->BaseOf(model);
    if (base == nullptr) return;
    const SymbolSettings before =
        Configure(*base, asked, trees_->expressions()).settings;
    std::set<std::string> names;
    for (const auto& [name, value] : before.values()) names.insert(name);
    for (const auto& [name, value] : answer->settings.values()) {
      names.insert(name);
    }
    for (const std::string& name : names) {
      const ConfiguredSymbol symbol = {name, before.Of(name),
                                       answer->settings.Of(name)};
      const bool is_known = symbol.before != SymbolValue::kOpen &&
                            symbol.after != SymbolValue::kOpen;
      if (is_known && symbol.before != symbol.after) {
        answer->configured.push_back(symbol);
      }
    }
  }

  static void Settle(absl::string_view reason, NeutralFile* file) {
    if (file->result.answer == Neutrality::kNeutral) return;
    file->result.answer = Neutrality::kNeutral;
    file->result.reason = std::string(reason);
    for (EditReach& edit : file->result.edits) edit.reaches = false;
  }

  absl::Status SettleUnbuilt(NeutralAnswer* answer) const {
    const auto unbuilt = FindUnbuiltFiles(stack_, built_, answer->settings);
    if (!unbuilt.ok()) return unbuilt.status();
    for (NeutralFile& file : answer->files) {
      if (unbuilt->count(file.path) > 0) {
        Settle("the flavour does not build it", &file);
      }
    }
    return absl::OkStatus();
  }

  // To a kernel that is configured already, Kconfig is what comes out.
  static void SettleKconfigFiles(NeutralAnswer* answer) {
    if (!answer->configured.empty()) return;
    for (NeutralFile& file : answer->files) {
      if (file.role == FileRole::kKconfig) {
        Settle("the flavour is configured as before", &file);
      }
    }
  }

  const PatchedStack& stack_;
  const NeutralQuestion& question_;
  std::unique_ptr<KconfigTrees> trees_;
  BuiltFiles built_;  // of the answer that is looked for
  StackNeutrality result_;
};

}  // namespace

std::vector<StackCode> CodeOf(const PatchedStack& stack,
                              const NeutralAnswer& answer) {
  std::vector<StackCode> code;
  for (const StackedFile& file : stack.files()) {
    if (file.is_opaque() ||
        !ArchitecturesMeet(PathArchitecture(file.path), answer.architecture)) {
      continue;
    }
    StackCode one;
    one.path = file.path;
    one.base = file.base_text();
    one.patched = file.patched_text();
    const auto life = answer.lives.find(file.path);
    one.is_built = life != answer.lives.end() &&
                   life->second.building == Building::kSometimes;
    code.push_back(std::move(one));
  }
  return code;
}

int NeutralAnswer::CountOf(Neutrality answer) const {
  return static_cast<int>(std::count_if(
      files.begin(), files.end(),
      [&](const NeutralFile& file) { return file.result.answer == answer; }));
}

std::vector<std::string> StackNeutrality::CannotBeOffOn() const {
  std::vector<std::string> architectures;
  for (const KconfigRootAnswer& root : kconfig.roots) {
    const bool cannot = std::any_of(
        root.switches.begin(), root.switches.end(),
        [this](const KconfigSwitch& found) {
          return found.state == KconfigSwitch::kCannotBeOff &&
                 std::find(off.begin(), off.end(), found.symbol) != off.end();
        });
    if (cannot && !root.is_new) architectures.push_back(root.root.arch);
  }
  return architectures;
}

bool HoldsNeutral(const StackNeutrality& stack, const NeutralAnswer& answer) {
  if (!answer.features_on.empty()) return true;
  const bool can_be_off = answer.flavour.empty() ? stack.CannotBeOffOn().empty()
                                                 : answer.cannot_be_off.empty();
  return can_be_off && answer.breaks.empty() && answer.configured.empty() &&
         answer.CountOf(Neutrality::kChanged) == 0;
}

absl::StatusOr<StackNeutrality> MeasureNeutrality(
    const PatchedStack& stack, const NeutralQuestion& question) {
  return NeutralityMeasure(stack, question).Measure();
}

}  // namespace patchgraph
