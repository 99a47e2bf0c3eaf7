// RenderNeutralText of neutral_report.h.

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/neutral/neutral_report.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

// Without --verbose.
constexpr std::size_t kFilesShown = 40;
constexpr int kDifferencesShown = 12;
constexpr std::size_t kNamesListed = 6;
constexpr std::size_t kPatchesListed = 3;
constexpr int kWarningsShown = 20;
constexpr int kWidestValue = 36;  // of a macro

std::string FitLine(absl::string_view line, const TextStyle& style) {
  return absl::StrCat(
      style.terminal ? CutEnd(line, style.width) : std::string(line), "\n");
}

template <typename Names>
std::vector<std::string> VisibleNames(const Names& names) {
  std::vector<std::string> visible;
  for (const std::string& name : names) visible.push_back(Visible(name));
  return visible;
}

std::string PlaceText(absl::string_view path, int line) {
  return line > 0 ? absl::StrCat(Visible(path), ":", line) : Visible(path);
}

template <typename Message>
std::string PatchesText(const Message& message) {
  if (message.patches().empty()) return "";
  return absl::StrCat(
      "  (", Listed(VisibleNames(message.patches()), kPatchesListed), ")");
}

// "34 of 99 files neutral, 60 changed, 5 unknown".
std::string CountWords(const NeutralAnswerReport& answer) {
  std::string words =
      absl::StrCat(answer.neutral_files(), " of ",
                   Counted(answer.files(), "file", "files"), " neutral");
  if (answer.changed_files() > 0) {
    absl::StrAppend(&words, ", ", answer.changed_files(), " changed");
  }
  if (answer.unknown_files() > 0) {
    absl::StrAppend(&words, ", ", answer.unknown_files(), " unknown");
  }
  return words;
}

std::string AnswerWords(const NeutralAnswerReport& answer) {
  if (answer.features_on_size() > 0) {
    return absl::StrCat(
        "ships the feature (",
        Listed(VisibleNames(answer.features_on()), kNamesListed),
        "): nothing to ask");
  }
  std::string words = answer.neutral() ? answer.unknown_files() > 0
                                             ? "neutral as far as is known: "
                                             : "neutral: "
                                       : "not neutral: ";
  absl::StrAppend(&words, CountWords(answer));
  if (answer.new_files_that_count() > 0) {
    absl::StrAppend(&words, "; ", answer.new_files_that_count(), " of ",
                    Counted(answer.new_files(), "new file", "new files"),
                    answer.new_files_that_count() == 1 ? " counts" : " count");
  }
  if (answer.breaks_size() > 0) {
    absl::StrAppend(&words, "; ",
                    Counted(answer.breaks_size(), "break", "breaks"));
  }
  if (answer.cannot_be_off_size() > 0) {
    absl::StrAppend(
        &words, "; ",
        answer.flavour().empty() ? "cannot be turned off on " : "stays on: ",
        Listed(VisibleNames(answer.cannot_be_off()), kNamesListed));
  }
  if (answer.configured_size() > 0) {
    absl::StrAppend(&words, "; configured otherwise: ",
                    Counted(answer.configured_size(), "symbol", "symbols"));
  }
  return words;
}

std::string RenderHead(const NeutralStackReport& stack,
                       const NeutralAnswerReport& answer,
                       const TextStyle& style) {
  std::string name = Visible(stack.name());
  if (!answer.flavour().empty()) {
    absl::StrAppend(&name, ", flavour ", Visible(answer.flavour()));
  }
  return absl::StrCat(Paint(absl::StrCat(name, ": ", AnswerWords(answer)),
                            answer.neutral() ? Ink::kGood : Ink::kBold, style),
                      "\n");
}

std::string RenderSymbols(const NeutralStackReport& stack,
                          const TextStyle& style) {
  std::string text =
      absl::StrCat("Off: ", Listed(VisibleNames(stack.off()), kNamesListed));
  const int others = stack.symbols_size() - stack.off_size();
  if (others > 0) {
    absl::StrAppend(&text, ", with what hangs on it (the stack introduces ",
                    Counted(others, "other symbol", "other symbols"), ")");
  }
  absl::StrAppend(&text, ".\n");
  for (const FeatureSymbolReport& symbol : stack.symbols()) {
    const bool is_free =
        symbol.kind() == "introduced" || symbol.independent_size() > 0;
    if (!style.verbose && !is_free && symbol.kind() != "root") continue;
    absl::StrAppend(&text,
                    FitLine(absl::StrCat("  ", Visible(symbol.name()), "  ",
                                         Visible(symbol.provenance())),
                            style));
  }
  return text;
}

std::string BreakWords(const NeutralBreakReport& found) {
  std::string name = Visible(found.name());
  if (found.kind() == "unbalanced") return name;
  if (found.kind() == "no header") {
    return absl::StrCat("includes ", name, ", which is nowhere");
  }
  if (found.kind() == "include") {
    return absl::StrCat("includes ", name, ", which is there only as ",
                        Visible(found.declared_path()));
  }
  return absl::StrCat(name, " is declared only in ",
                      PlaceText(found.declared_path(), found.declared_line()),
                      found.condition().empty()
                          ? std::string(", which is not built")
                          : absl::StrCat(", if ", Visible(found.condition())));
}

std::string RenderBreaks(const NeutralAnswerReport& answer,
                         const TextStyle& style) {
  if (answer.breaks_size() == 0) return "";
  std::string text = "\nBreaks: does not compile without the feature\n";
  for (const NeutralBreakReport& found : answer.breaks()) {
    absl::StrAppend(
        &text, "  ",
        Paint(PlaceText(found.path(), found.line()), Ink::kBad, style), "\n",
        FitLine(absl::StrCat("    ", BreakWords(found), PatchesText(found)),
                style));
  }
  return text;
}

bool IsOn(const std::string& value) {
  return value == "on" || value == "module";
}

std::string RenderSwitches(const NeutralStackReport& stack,
                           const TextStyle& style) {
  std::string text;
  for (const FeatureSwitchReport& found : stack.switches()) {
    if (found.can_be_off()) continue;
    absl::StrAppend(
        &text, FitLine(absl::StrCat("  ", Visible(found.architecture()), ": ",
                                    Visible(found.symbol()), ", ",
                                    Visible(found.detail()), ", ",
                                    PlaceText(found.path(), found.line()),
                                    PatchesText(found)),
                       style));
  }
  if (!text.empty()) text = absl::StrCat("\nCannot be turned off\n", text);
  std::vector<std::string> by_default;
  std::vector<std::string> all_yes;
  for (const FeatureSwitchReport& found : stack.switches()) {
    if (!found.can_be_off()) continue;
    const std::string name = absl::StrCat(Visible(found.architecture()), " (",
                                          Visible(found.symbol()), ")");
    if (IsOn(found.by_default())) {
      by_default.push_back(name);
    } else if (IsOn(found.all_yes())) {
      all_yes.push_back(name);
    }
  }
  if (!by_default.empty()) {
    absl::StrAppend(&text, "\nOn unless it is turned off: ",
                    Listed(by_default, kNamesListed), "\n");
  }
  if (!all_yes.empty()) {
    absl::StrAppend(
        &text, "\nOn with allyesconfig: ", Listed(all_yes, kNamesListed), "\n");
  }
  return text;
}

std::string RenderLost(const NeutralStackReport& stack,
                       const TextStyle& style) {
  if (stack.lost_size() == 0) return "";
  std::string text = "\nLost on the target: used here, and no longer there\n";
  for (const LostSymbolReport& symbol : stack.lost()) {
    std::vector<std::string> uses;
    for (const SymbolUseReport& use : symbol.uses()) {
      uses.push_back(PlaceText(use.path(), use.line()));
    }
    absl::StrAppend(
        &text,
        FitLine(absl::StrCat(
                    "  ", Visible(symbol.name()), "  ", symbol.kind(),
                    symbol.replacement().empty()
                        ? std::string()
                        : absl::StrCat(", now ", Visible(symbol.replacement())),
                    symbol.defined_by_stack() ? ", the stack has its own" : "",
                    symbol.removed_by().empty()
                        ? std::string()
                        : absl::StrCat("  (", symbol.removed_by().substr(0, 12),
                                       " ", Visible(symbol.removed_subject()),
                                       ")")),
                style),
        FitLine(absl::StrCat(
                    "    ",
                    Listed(uses, style.verbose ? uses.size() : kPatchesListed)),
                style));
  }
  return text;
}

std::string InterfaceWords(const InterfaceChangeReport& change,
                           const TextStyle& style) {
  const auto value = [&style](const std::string& text) {
    return style.verbose ? Visible(text) : CutEnd(Visible(text), kWidestValue);
  };
  std::string words =
      absl::StrCat(Visible(change.name()), "  ", change.kind(),
                   change.when_off() ? "" : ", with the feature",
                   change.when_on() ? "" : ", without the feature");
  if (!change.before().empty()) {
    absl::StrAppend(&words, ", was ", value(change.before()));
  }
  if (!change.after().empty()) {
    absl::StrAppend(&words, ", is ", value(change.after()));
  }
  return words;
}

// What a build without the feature shows first.
std::string RenderInterface(const NeutralStackReport& stack,
                            const TextStyle& style) {
  if (stack.driver_interface().empty()) return "";
  std::vector<const InterfaceChangeReport*> changes;
  int off = 0;
  for (const InterfaceChangeReport& change : stack.driver_interface()) {
    changes.push_back(&change);
    if (change.when_off()) ++off;
  }
  std::stable_sort(
      changes.begin(), changes.end(),
      [](const InterfaceChangeReport* a, const InterfaceChangeReport* b) {
        return a->when_off() > b->when_off();
      });
  std::string text = absl::StrCat(
      "\nWhat a driver outside of the tree notices: ",
      Counted(static_cast<int>(changes.size()), "change", "changes"), ", ", off,
      " without the feature\n");
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (!style.verbose && i == kDifferencesShown &&
        changes.size() > kDifferencesShown + 1) {
      absl::StrAppend(&text, "  and ", changes.size() - i,
                      " more (-v lists them)\n");
      break;
    }
    absl::StrAppend(
        &text,
        FitLine(absl::StrCat("  ", InterfaceWords(*changes[i], style), "  ",
                             PlaceText(changes[i]->path(), changes[i]->line())),
                style));
  }
  return text;
}

std::string RenderBuild(const NeutralStackReport& stack,
                        const TextStyle& style) {
  if (!stack.has_build()) return "";
  const NeutralBuildReport& build = stack.build();
  const auto end = [](const std::string& how, int status) {
    return how == "exited" ? absl::StrCat("exit ", status) : how;
  };
  std::string text = absl::StrCat(
      "\nBuild: base ", end(build.base_end(), build.base_status()),
      ", patched ", end(build.patched_end(), build.patched_status()), ", ",
      Counted(build.diagnostics_size(), "new diagnostic", "new diagnostics"),
      "\n");
  for (const NewDiagnosticReport& found : build.diagnostics()) {
    absl::StrAppend(
        &text,
        FitLine(absl::StrCat(
                    "  ", PlaceText(found.path(), found.line()), ": ",
                    found.kind(), ": ", Visible(found.text()),
                    found.patch().empty()
                        ? std::string()
                        : absl::StrCat("  (", Visible(found.patch()), ")")),
                style));
  }
  return text;
}

std::string RenderConfigured(const NeutralAnswerReport& answer,
                             const TextStyle& style) {
  std::string text;
  for (const ConfiguredSymbolReport& symbol : answer.configured()) {
    absl::StrAppend(&text, FitLine(absl::StrCat("  ", Visible(symbol.name()),
                                                ": ", symbol.before(),
                                                " becomes ", symbol.after()),
                                   style));
  }
  if (!text.empty()) text = absl::StrCat("\nConfigured otherwise\n", text);
  return text;
}

std::string RenderDifferences(const NeutralStackReport& stack,
                              const TextStyle& style) {
  if (stack.kconfig_size() == 0) return "";
  std::string text = "\nKconfig\n";
  for (int i = 0; i < stack.kconfig_size(); ++i) {
    if (!style.verbose && i == kDifferencesShown &&
        stack.kconfig_size() > kDifferencesShown + 1) {
      absl::StrAppend(&text, "  and ", stack.kconfig_size() - i,
                      " more (-v lists them)\n");
      break;
    }
    const KconfigDifferenceReport& difference = stack.kconfig(i);
    absl::StrAppend(
        &text, FitLine(absl::StrCat("  ", Visible(difference.text()), "  ",
                                    Listed(VisibleNames(difference.paths()), 2),
                                    PatchesText(difference)),
                       style));
  }
  return text;
}

std::string HunkWords(const NeutralFileReport& file) {
  if (file.deleted()) return "deleted";
  if (file.added()) return "new";
  return absl::StrCat(file.reaching_size(), " of ",
                      Counted(file.hunks(), "hunk", "hunks"));
}

std::string RenderFile(const NeutralFileReport& file, const TextStyle& style) {
  const bool is_neutral = file.answer() == "neutral";
  std::string line = absl::StrCat("  ", Visible(file.path()));
  if (!is_neutral) absl::StrAppend(&line, "  ", HunkWords(file));
  if (!file.reason().empty()) {
    absl::StrAppend(&line, is_neutral ? "  " : ", ", Visible(file.reason()));
  }
  std::string text = FitLine(line, style);
  if (!style.verbose || file.added()) return text;
  for (const NeutralHunkReport& hunk : file.reaching()) {
    absl::StrAppend(
        &text,
        FitLine(absl::StrCat(
                    "      line ", hunk.line(),
                    hunk.lines() == 1 ? std::string()
                    : hunk.lines() == 0
                        ? absl::StrCat(
                              ": ", Counted(hunk.base_lines(), "line", "lines"),
                              " gone")
                        : absl::StrCat("-", hunk.line() + hunk.lines() - 1),
                    PatchesText(hunk)),
                style));
  }
  return text;
}

std::string RenderFilesOf(const NeutralAnswerReport& answer,
                          const std::string& wanted, absl::string_view title,
                          const TextStyle& style) {
  std::vector<const NeutralFileReport*> files;
  for (const NeutralFileReport& file : answer.by_file()) {
    if (file.answer() == wanted) files.push_back(&file);
  }
  if (files.empty()) return "";
  std::stable_sort(files.begin(), files.end(),
                   [](const NeutralFileReport* a, const NeutralFileReport* b) {
                     return a->reaching_size() > b->reaching_size();
                   });
  std::string text = absl::StrCat("\n", title, "\n");
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!style.verbose && i == kFilesShown && files.size() > kFilesShown + 1) {
      absl::StrAppend(&text, "  and ", files.size() - i,
                      " more (-v lists them)\n");
      break;
    }
    absl::StrAppend(&text, RenderFile(*files[i], style));
  }
  return text;
}

std::string RenderAnswer(const NeutralStackReport& stack,
                         const NeutralAnswerReport& answer, bool is_first,
                         const TextStyle& style) {
  std::string text = RenderHead(stack, answer, style);
  if (answer.features_on_size() > 0) return text;
  const bool is_any = answer.flavour().empty();
  if (is_first) absl::StrAppend(&text, RenderSymbols(stack, style));
  if (answer.hunks() > 0) {
    absl::StrAppend(&text, answer.reaching_hunks(), " of ",
                    Counted(answer.hunks(), "hunk", "hunks"),
                    answer.reaching_hunks() == 1 ? " reaches" : " reach",
                    " the build.\n");
  }
  absl::StrAppend(&text, RenderBreaks(answer, style));
  if (is_first) absl::StrAppend(&text, RenderBuild(stack, style));
  if (is_any) {
    absl::StrAppend(&text, RenderSwitches(stack, style),
                    RenderDifferences(stack, style));
  } else {
    absl::StrAppend(&text, RenderConfigured(answer, style));
  }
  absl::StrAppend(
      &text,
      RenderFilesOf(answer, "changed", "Changed, by hunks that reach the build",
                    style),
      RenderFilesOf(answer, "unknown", "Unknown", style));
  if (style.verbose) {
    absl::StrAppend(&text, RenderFilesOf(answer, "neutral", "Neutral", style));
  }
  return text;
}

}  // namespace

std::string RenderNeutralText(const NeutralReport& report,
                              const TextStyle& style) {
  std::string text;
  for (const NeutralStackReport& stack : report.stacks()) {
    bool is_first = true;
    for (const NeutralAnswerReport& answer : stack.answers()) {
      if (!text.empty()) absl::StrAppend(&text, "\n");
      absl::StrAppend(&text, RenderAnswer(stack, answer, is_first, style));
      is_first = false;
    }
    absl::StrAppend(&text, RenderLost(stack, style),
                    RenderInterface(stack, style));
  }
  return text;
}

std::string RenderNeutralWarnings(const NeutralReport& report) {
  std::string text;
  int shown = 0;
  int left = 0;
  for (const NeutralStackReport& stack : report.stacks()) {
    for (const NeutralWarningReport& warning : stack.warnings()) {
      if (shown == kWarningsShown) {
        ++left;
        continue;
      }
      ++shown;
      absl::StrAppend(&text, PlaceText(warning.path(), warning.line()), ": ",
                      Visible(warning.text()), "\n");
    }
  }
  if (left > 0) {
    absl::StrAppend(&text, "and ",
                    Counted(left, "more warning", "more warnings"),
                    " (--json has them all)\n");
  }
  return text;
}

}  // namespace patchgraph
