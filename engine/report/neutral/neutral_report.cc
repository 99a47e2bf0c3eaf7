#include "engine/report/neutral/neutral_report.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "absl/types/span.h"
#include "engine/report/content_digest.h"
#include "engine/report/utf8.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

absl::string_view NeutralityName(Neutrality answer) {
  switch (answer) {
    case Neutrality::kNeutral:
      return "neutral";
    case Neutrality::kChanged:
      return "changed";
    case Neutrality::kUnknown:
      break;
  }
  return "unknown";
}

absl::string_view ValueName(SymbolValue value) {
  switch (value) {
    case SymbolValue::kOff:
      return "off";
    case SymbolValue::kModule:
      return "module";
    case SymbolValue::kBuiltIn:
      return "on";
    case SymbolValue::kOpen:
      break;
  }
  return "open";
}

absl::string_view FeatureKindName(KconfigFeatureSymbol::Kind kind) {
  switch (kind) {
    case KconfigFeatureSymbol::kGiven:
      return "given";
    case KconfigFeatureSymbol::kRoot:
      return "root";
    case KconfigFeatureSymbol::kDepends:
      return "depends";
    case KconfigFeatureSymbol::kTurnsOn:
      return "turns on";
    case KconfigFeatureSymbol::kIntroduced:
      break;
  }
  return "introduced";
}

absl::string_view BreakName(CodeBreak::Kind kind) {
  switch (kind) {
    case CodeBreak::kName:
      return "name";
    case CodeBreak::kInclude:
      return "include";
    case CodeBreak::kNoHeader:
      return "no header";
    case CodeBreak::kUnbalanced:
      break;
  }
  return "unbalanced";
}

// The lines of a file without and with the stack.
class FileLines {
 public:
  // Null: a file without any.
  explicit FileLines(const StackedFile* file)
      : before_(file == nullptr ? "" : file->base_text().value_or("")),
        after_(file == nullptr ? "" : file->patched_text().value_or("")) {}

  std::string DigestOf(const Edit& edit) const {
    constexpr size_t kDigits = 16;
    return DigestOfParts({NormalisedContent(before_.Range(edit.before())),
                          NormalisedContent(after_.Range(edit.after()))})
        .substr(0, kDigits);
  }

 private:
  Lines before_;
  Lines after_;
};

// Fills in what is said of one stack.
class NeutralFiller {
 public:
  NeutralFiller(const NeutralSubject& subject, NeutralStackReport* report)
      : subject_(subject), report_(*report) {}

  void Fill() {
    const StackNeutrality& neutrality = subject_.neutrality;
    report_.set_name(ValidUtf8(subject_.name));
    report_.set_base(ValidUtf8(subject_.stack.base().name()));
    for (const KconfigFeatureSymbol& symbol : neutrality.symbols) {
      FillSymbol(symbol);
    }
    for (const std::string& name : neutrality.off) {
      report_.add_off(ValidUtf8(name));
    }
    for (const KconfigRootAnswer& root : neutrality.kconfig.roots) {
      FillSwitches(root);
    }
    for (const KconfigDifference& difference : neutrality.kconfig.differences) {
      FillDifference(difference);
    }
    report_.set_neutral(true);
    for (const NeutralAnswer& answer : neutrality.answers) {
      FillAnswer(answer, report_.add_answers());
      if (!HoldsNeutral(neutrality, answer)) report_.set_neutral(false);
    }
    if (subject_.lost != nullptr) FillLost(*subject_.lost);
    if (subject_.build != nullptr) FillBuild(*subject_.build);
    if (subject_.driver_interface != nullptr) {
      for (const InterfaceChange& change : *subject_.driver_interface) {
        InterfaceChangeReport& filled = *report_.add_driver_interface();
        filled.set_kind(std::string(Name(change.kind)));
        filled.set_name(ValidUtf8(change.name));
        filled.set_path(ValidUtf8(change.path));
        filled.set_line(change.line);
        filled.set_before(ValidUtf8(change.before));
        filled.set_after(ValidUtf8(change.after));
        filled.set_when_off(change.when_off);
        filled.set_when_on(change.when_on);
      }
    }
    FillWarnings();
  }

 private:
  template <typename Message>
  void AddPatches(absl::string_view path, LineRange lines, Message* message) {
    for (const int patch : subject_.stack.PatchesAt(path, lines)) {
      const std::string name = ValidUtf8(subject_.steps[patch].name);
      const auto& known = message->patches();
      if (std::find(known.begin(), known.end(), name) == known.end()) {
        message->add_patches(name);
      }
    }
  }

  void FillSymbol(const KconfigFeatureSymbol& symbol) {
    FeatureSymbolReport& filled = *report_.add_symbols();
    filled.set_name(ValidUtf8(symbol.name));
    filled.set_kind(std::string(FeatureKindName(symbol.kind)));
    filled.set_because(ValidUtf8(symbol.because));
    filled.set_provenance(ValidUtf8(symbol.Provenance()));
    for (const std::string& name : symbol.architectures) {
      filled.add_architectures(ValidUtf8(name));
    }
    for (const std::string& name : symbol.independent) {
      filled.add_independent(ValidUtf8(name));
    }
  }

  void FillSwitches(const KconfigRootAnswer& root) {
    const auto& off = subject_.neutrality.off;
    for (const KconfigSwitch& found : root.switches) {
      const bool is_feature =
          std::find(off.begin(), off.end(), found.symbol) != off.end();
      if (!is_feature || found.state == KconfigSwitch::kUndefined) continue;
      FeatureSwitchReport& filled = *report_.add_switches();
      filled.set_architecture(ValidUtf8(root.root.arch));
      filled.set_symbol(ValidUtf8(found.symbol));
      filled.set_can_be_off(found.state == KconfigSwitch::kCanBeOff);
      filled.set_detail(ValidUtf8(found.detail));
      filled.set_by_default(std::string(ValueName(found.by_default)));
      filled.set_all_yes(std::string(ValueName(found.all_yes)));
      if (found.definitions.empty()) continue;
      const KconfigPlace& place = found.definitions.front();
      filled.set_path(ValidUtf8(place.path));
      filled.set_line(place.lines.begin + 1);
      if (place.patched) AddPatches(place.path, place.lines, &filled);
    }
  }

  void FillDifference(const KconfigDifference& difference) {
    KconfigDifferenceReport& filled = *report_.add_kconfig();
    filled.set_kind(std::string(KconfigDifferenceName(difference.kind)));
    filled.set_symbol(ValidUtf8(difference.symbol));
    filled.set_text(ValidUtf8(difference.text));
    for (const std::string& root : difference.roots) {
      filled.add_roots(ValidUtf8(root));
    }
    std::set<std::string> paths;
    for (const KconfigPlace& place : difference.places) {
      paths.insert(place.path);
      if (place.patched && subject_.stack.Find(place.path) != nullptr) {
        AddPatches(place.path, place.lines, &filled);
      }
    }
    for (const std::string& path : paths) filled.add_paths(ValidUtf8(path));
  }

  void FillAnswer(const NeutralAnswer& answer, NeutralAnswerReport* filled) {
    filled->set_flavour(ValidUtf8(answer.flavour));
    filled->set_architecture(ValidUtf8(answer.architecture));
    filled->set_neutral(HoldsNeutral(subject_.neutrality, answer));
    for (const std::string& name : answer.features_on) {
      filled->add_features_on(ValidUtf8(name));
    }
    const std::vector<std::string> cannot =
        answer.flavour.empty() ? subject_.neutrality.CannotBeOffOn()
                               : answer.cannot_be_off;
    for (const std::string& name : cannot) {
      filled->add_cannot_be_off(ValidUtf8(name));
    }
    for (const ConfiguredSymbol& symbol : answer.configured) {
      ConfiguredSymbolReport& to = *filled->add_configured();
      to.set_name(ValidUtf8(symbol.name));
      to.set_before(std::string(ValueName(symbol.before)));
      to.set_after(std::string(ValueName(symbol.after)));
    }
    for (const CodeBreak& found : answer.breaks) FillBreak(found, filled);
    for (const NeutralFile& file : answer.files) FillFile(file, filled);
  }

  void FillBreak(const CodeBreak& found, NeutralAnswerReport* answer) {
    NeutralBreakReport& filled = *answer->add_breaks();
    filled.set_kind(std::string(BreakName(found.kind)));
    filled.set_path(ValidUtf8(found.path));
    filled.set_line(found.line);
    filled.set_name(ValidUtf8(found.name));
    filled.set_declared_path(ValidUtf8(found.declared_path));
    filled.set_declared_line(found.declared_line);
    filled.set_condition(ValidUtf8(found.condition));
    AddPatches(found.path, {found.line - 1, found.line}, &filled);
  }

  void FillFile(const NeutralFile& file, NeutralAnswerReport* answer) {
    NeutralFileReport& filled = *answer->add_by_file();
    filled.set_path(ValidUtf8(file.path));
    filled.set_role(std::string(Name(file.role)));
    filled.set_added(file.is_new);
    filled.set_deleted(file.is_gone);
    filled.set_answer(std::string(NeutralityName(file.result.answer)));
    filled.set_reason(ValidUtf8(file.result.reason));
    filled.set_hunks(static_cast<int>(file.result.edits.size()));
    const bool counts = file.result.answer != Neutrality::kNeutral;
    const FileLines lines(subject_.stack.Find(file.path));
    for (const EditReach& reach : file.result.edits) {
      if (!reach.reaches || !counts) continue;
      NeutralHunkReport& hunk = *filled.add_reaching();
      FillHunk(reach.edit, lines, &hunk);
      AddPatches(file.path, reach.edit.after(), &hunk);
    }
    if (file.is_new) {
      answer->set_new_files(answer->new_files() + 1);
      answer->set_new_files_that_count(answer->new_files_that_count() +
                                       (counts ? 1 : 0));
    } else {
      CountFile(file.result.answer, answer);
      answer->set_hunks(answer->hunks() + filled.hunks());
      answer->set_reaching_hunks(answer->reaching_hunks() +
                                 filled.reaching_size());
    }
  }

  static void CountFile(Neutrality result, NeutralAnswerReport* answer) {
    answer->set_files(answer->files() + 1);
    switch (result) {
      case Neutrality::kNeutral:
        return answer->set_neutral_files(answer->neutral_files() + 1);
      case Neutrality::kChanged:
        return answer->set_changed_files(answer->changed_files() + 1);
      case Neutrality::kUnknown:
        return answer->set_unknown_files(answer->unknown_files() + 1);
    }
  }

  void FillLost(const std::vector<LostSymbol>& lost) {
    for (const LostSymbol& symbol : lost) {
      LostSymbolReport& filled = *report_.add_lost();
      filled.set_name(ValidUtf8(symbol.name));
      filled.set_kind(std::string(Name(symbol.kind)));
      filled.set_declared_path(ValidUtf8(symbol.declared_path));
      filled.set_declared_line(symbol.declared_line);
      filled.set_defined_by_stack(symbol.defined_by_stack);
      for (const SymbolUse& use : symbol.uses) {
        SymbolUseReport& to = *filled.add_uses();
        to.set_path(ValidUtf8(use.path));
        to.set_line(use.line);
        if (use.patch >= 0) {
          to.set_patch(ValidUtf8(subject_.steps[use.patch].name));
        }
      }
      if (symbol.removed_by.has_value()) {
        filled.set_removed_by(symbol.removed_by->id.Hex());
        filled.set_removed_subject(ValidUtf8(symbol.removed_by->subject));
      }
      if (symbol.replacement.has_value()) {
        filled.set_replacement(ValidUtf8(symbol.replacement->name));
      }
    }
  }

  void FillBuild(const BuildComparison& build) {
    NeutralBuildReport& filled = *report_.mutable_build();
    const auto end_name = [](const BuildRun& run) {
      return run.end == BuildEnd::kTimedOut ? "timed out" : "exited";
    };
    filled.set_command(ValidUtf8(subject_.build_command));
    filled.set_base_end(end_name(build.base));
    filled.set_patched_end(end_name(build.patched));
    filled.set_base_status(build.base.exit_status);
    filled.set_patched_status(build.patched.exit_status);
    for (const NewDiagnostic& found : build.diagnostics) {
      NewDiagnosticReport& to = *filled.add_diagnostics();
      const BuildDiagnostic& diagnostic = found.diagnostic;
      to.set_kind(diagnostic.kind == DiagnosticKind::kError ? "error"
                                                            : "warning");
      to.set_path(ValidUtf8(diagnostic.path));
      to.set_line(diagnostic.line);
      to.set_column(diagnostic.column);
      to.set_text(ValidUtf8(diagnostic.text));
      to.set_patch(ValidUtf8(found.patch));
      if (!found.edit.has_value()) continue;
      FillHunk(*found.edit, FileLines(subject_.stack.Find(diagnostic.path)),
               to.mutable_hunk());
      AddPatches(diagnostic.path, found.edit->after(), to.mutable_hunk());
    }
    if (!build.diagnostics.empty()) report_.set_neutral(false);
  }

  static void FillHunk(const Edit& edit, const FileLines& lines,
                       NeutralHunkReport* hunk) {
    hunk->set_base_line(edit.before_begin + 1);
    hunk->set_base_lines(edit.before().size());
    hunk->set_line(edit.after_begin + 1);
    hunk->set_lines(edit.after().size());
    hunk->set_content(lines.DigestOf(edit));
  }

  // Those of changed files first, then those of what was only read.
  void FillWarnings() {
    const StackNeutrality& neutrality = subject_.neutrality;
    for (const NeutralAnswer& answer : neutrality.answers) {
      AddWarnings(answer.warnings);
      for (const NeutralFile& file : answer.files) {
        AddWarnings(file.result.warnings);
      }
    }
    AddWarnings(neutrality.kconfig.warnings);
  }

  void AddWarnings(absl::Span<const KbuildWarning> warnings) {
    for (const KbuildWarning& warning : warnings) {
      if (!met_.emplace(warning.path, warning.line, warning.text).second) {
        continue;
      }
      NeutralWarningReport& filled = *report_.add_warnings();
      filled.set_path(ValidUtf8(warning.path));
      filled.set_line(warning.line);
      filled.set_text(ValidUtf8(warning.text));
    }
  }

  const NeutralSubject& subject_;
  NeutralStackReport& report_;
  std::set<std::tuple<std::string, int, std::string>> met_;
};

}  // namespace

void AddNeutralStack(const NeutralSubject& subject, NeutralReport* report) {
  NeutralFiller(subject, report->add_stacks()).Fill();
}

bool IsNeutral(const NeutralReport& report) {
  return std::all_of(
      report.stacks().begin(), report.stacks().end(),
      [](const NeutralStackReport& stack) { return stack.neutral(); });
}

}  // namespace patchgraph
