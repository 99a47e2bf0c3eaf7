#include "rules/gate_words.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
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

std::string WhatIsCounted(const GateVerdict& verdict, double count) {
  if (verdict.figure().empty()) return FindingsCalled(verdict.finding(), count);
  const FigureKind* kind = FindFigureKind(verdict.figure());
  if (kind == nullptr) return verdict.figure();
  return std::string(count == 1 ? kind->label_of_one : kind->label);
}

std::string AllDigits(double number) {
  return absl::StrFormat("%.10g", number);
}

// With as many digits as tell the number from `other`: "40 hours, 40 allowed"
// is no reason to fail.
std::string DigitsBeside(double number, double other) {
  std::string digits = FigureDigits(number);
  if (number == other || digits != FigureDigits(other)) return digits;
  return AllDigits(number);
}

}  // namespace

std::string VerdictSentence(const GateVerdict& verdict, bool has_baseline) {
  if (verdict.outcome() == "unmeasured") {
    return absl::StrCat(WhatIsCounted(verdict, 2), ": not measured");
  }
  if (verdict.outcome() == "no-baseline") {
    return absl::StrCat(WhatIsCounted(verdict, 2),
                        has_baseline
                            ? ": not measured in the baseline"
                            : ": there is no baseline to compare with");
  }
  const bool compares = verdict.comparison() == "worse-by-at-most" ||
                        verdict.comparison() == "worse-by-percent";
  const double other = compares ? verdict.baseline() : verdict.bound();
  std::string sentence =
      absl::StrCat(DigitsBeside(verdict.value(), other),
                   verdict.comparison() == "new-at-most" ? " new " : " ",
                   WhatIsCounted(verdict, verdict.value()), ", ");
  if (!compares) {
    return absl::StrCat(
        sentence, verdict.comparison() == "at-least" ? "at least " : "",
        DigitsBeside(other, verdict.value()),
        verdict.comparison() == "at-least" ? " wanted" : " allowed");
  }
  absl::StrAppend(&sentence, DigitsBeside(other, verdict.value()),
                  " in the baseline, ");
  if (verdict.bound() == 0) return absl::StrCat(sentence, "no worse allowed");
  return absl::StrCat(sentence, "worse by ", AllDigits(verdict.bound()),
                      verdict.comparison() == "worse-by-percent" ? " %" : "",
                      " allowed");
}

}  // namespace patchgraph
