#include "rules/gate_words.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/report/figures.h"

namespace patchgraph {
namespace {

// "conflict" -> "conflicts", "security" -> "findings of kind security".
std::string FindingsCalled(const std::string& kind, double count) {
  const std::string words = absl::StrReplaceAll(kind, {{"-", " "}});
  for (const char* countable :
       {"conflict", "break", "lost-symbol", "fork-conflict"}) {
    if (kind == countable) return absl::StrCat(words, count == 1 ? "" : "s");
  }
  return absl::StrCat(count == 1 ? "finding" : "findings", " of kind ", kind);
}

std::string Measured(const GateVerdict& verdict) {
  const std::string number = FigureDigits(verdict.value());
  if (!verdict.figure().empty()) {
    const FigureKind* kind = FindFigureKind(verdict.figure());
    return absl::StrCat(
        number, " ",
        kind == nullptr ? absl::string_view(verdict.figure()) : kind->label);
  }
  return absl::StrCat(number,
                      verdict.comparison() == "new-at-most" ? " new " : " ",
                      FindingsCalled(verdict.finding(), verdict.value()));
}

}  // namespace

std::string VerdictSentence(const GateVerdict& verdict, bool has_baseline,
                            bool untold) {
  const std::string bound = FigureDigits(verdict.bound());
  if (untold) {
    const FigureKind* kind = FindFigureKind(verdict.figure());
    const std::string what(kind == nullptr ? absl::string_view(verdict.figure())
                                           : kind->label);
    if (verdict.figure().empty() || !has_baseline) {
      if (verdict.comparison() == "worse-by-at-most" ||
          verdict.comparison() == "worse-by-percent") {
        return absl::StrCat(verdict.figure().empty()
                                ? FindingsCalled(verdict.finding(), 2)
                                : what,
                            ": there is no baseline to compare with");
      }
    }
    return absl::StrCat(what, ": not measured");
  }
  std::string sentence = Measured(verdict);
  if (verdict.comparison() == "at-least") {
    return absl::StrCat(sentence, ", at least ", bound, " wanted");
  }
  if (verdict.comparison() == "at-most") {
    return absl::StrCat(sentence, ", ", bound, " allowed");
  }
  if (verdict.comparison() == "new-at-most") {
    return absl::StrCat(
        sentence, ", ", bound, " allowed",
        has_baseline ? "" : " (without a baseline all are new)");
  }
  absl::StrAppend(&sentence, ", ", FigureDigits(verdict.baseline()),
                  " in the baseline, ");
  if (verdict.bound() == 0) return absl::StrCat(sentence, "no worse allowed");
  return absl::StrCat(sentence, "worse by ", bound,
                      verdict.comparison() == "worse-by-percent" ? " %" : "",
                      " allowed");
}

}  // namespace patchgraph
