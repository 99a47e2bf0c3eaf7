#include "rules/gate_words.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/report/maintainability/figures.h"

namespace patchgraph {
namespace {

struct KindWords {
  absl::string_view kind;
  absl::string_view one;
  absl::string_view many;
};

constexpr KindWords kKindWords[] = {
    {"conflict", "conflict", "conflicts"},
    {"blocked", "blocked file", "blocked files"},
    {"masked", "masked change", "masked changes"},
    {"break", "break", "breaks"},
    {"cannot-be-off", "feature that cannot be off",
     "features that cannot be off"},
    {"neutral", "reaching hunk", "reaching hunks"},
    {"unknown", "unknown file", "unknown files"},
    {"lost-symbol", "use of a lost symbol", "uses of lost symbols"},
    {"drift", "drifted fork", "drifted forks"},
    {"security", "security fix lacking", "security fixes lacking"},
    {"fork-conflict", "fork conflict", "fork conflicts"},
    {"interface", "interface change", "interface changes"},
    {"landed", "landed patch", "landed patches"},
};

std::string FindingsCalled(absl::string_view kind, double count) {
  for (const KindWords& words : kKindWords) {
    if (words.kind == kind) {
      return std::string(count == 1 ? words.one : words.many);
    }
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
    return absl::StrCat(sentence, ", ", bound, " allowed");
  }
  absl::StrAppend(&sentence, ", ", FigureDigits(verdict.baseline()),
                  " in the baseline, ");
  if (verdict.bound() == 0) return absl::StrCat(sentence, "no worse allowed");
  return absl::StrCat(sentence, "worse by ", bound,
                      verdict.comparison() == "worse-by-percent" ? " %" : "",
                      " allowed");
}

}  // namespace patchgraph
