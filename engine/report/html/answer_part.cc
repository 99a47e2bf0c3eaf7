#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/report/html/page_parts.h"

namespace patchgraph {
namespace {

// What the page says in large figures, where the report has it: the figure, and
// the part with the details.
struct Headline {
  const char* figure;
  const char* words;
  const char* part;
};
constexpr Headline kHeadlines[] = {
    {"patches-in-conflict", "patches in conflict", "merge"},
    {"files-in-conflict", "files in conflict", "conflicts"},
    {"conflict-regions", "regions in conflict", "conflicts"},
    {"breaks", "breaks without the feature", "neutral"},
    {"files-changed-when-off", "files changed when off", "neutral"},
    {"forks-drifted", "forks drifted", "hidden"},
    {"drift-security", "security fixes that forks lack", "hidden"},
    {"lost-symbols", "lost symbols", "lost-symbols"},
    {"hours-once", "hours for this merge", "hours"},
    {"hours-each-release", "hours for each release", "years"},
};

// Its colour.
const char* KindOf(absl::string_view answer) {
  if (answer == "carry") return "good";
  if (answer == "do not carry") return "bad";
  return "warn";
}

std::string FigureList(
    const google::protobuf::RepeatedPtrField<Figure>& figures) {
  std::string words;
  for (const Figure& figure : figures) {
    absl::StrAppend(&words, words.empty() ? "" : ", ", FigureWords(figure), " ",
                    FigureName(figure.name()));
  }
  return words;
}

// The answer stands above it in large letters, and is not said twice.
std::string SentenceOf(const JudgementReport& judgement) {
  absl::string_view summary = judgement.summary();
  const std::string lead = absl::StrCat(judgement.answer(), ": ");
  if (absl::StartsWithIgnoreCase(summary, lead)) {
    summary.remove_prefix(lead.size());
  }
  return std::string(summary);
}

PageData Reason(const JudgementReason& reason) {
  PageData row = PageObject({{"message", reason.message()},
                             {"part", reason.part()},
                             {"figure", FigureName(reason.figure())}});
  row["weight"] = PageText(reason.weight() > 0 ? FigureNumber(reason.weight())
                                               : std::string());
  return row;
}

PageData Change(const JudgementChange& change) {
  const std::string before = FigureList(change.before());
  const std::string after = FigureList(change.after());
  return PageObject(
      {{"action", change.action()},
       {"effect", change.effect()},
       {"command", change.command()},
       {"answer", change.answer()},
       {"figures", before.empty() && after.empty()
                       ? std::string()
                       : absl::StrCat(before, " \xE2\x86\x92 ", after)}});
}

}  // namespace

PageData AnswerPart(PageContext* context) {
  const MaintainabilityReport& report = context->report();
  const JudgementReport& judgement = report.judgement();
  PageData data = PageObject({{"answer", judgement.answer()},
                              {"kind", KindOf(judgement.answer())},
                              {"summary", SentenceOf(judgement)}});
  PageRows reasons;
  for (const JudgementReason& reason : judgement.reasons()) {
    reasons.push_back(Reason(reason));
  }
  data["reasons"] = PageData(reasons);
  PageRows changes;
  for (const JudgementChange& change : judgement.changes()) {
    changes.push_back(Change(change));
  }
  data["has_changes"] = PageData(!changes.empty());
  data["changes"] = PageData(changes);
  PageRows headlines;
  for (const Headline& headline : kHeadlines) {
    const Figure* figure = TotalFigure(report, headline.figure);
    if (figure == nullptr) continue;
    PageData row = PageObject({{"value", FigureNumber(figure->value())},
                               {"words", headline.words},
                               {"part", headline.part}});
    row["range"] =
        PageText(figure->has_range()
                     ? absl::StrCat(FigureNumber(figure->range().low()), " to ",
                                    FigureNumber(figure->range().high()))
                     : std::string());
    row["zero"] = PageData(figure->value() == 0);
    headlines.push_back(row);
  }
  data["has_headlines"] = PageData(!headlines.empty());
  data["headlines"] = PageData(headlines);
  PageRows left_out;
  for (const std::string& sentence : report.left_out()) {
    left_out.push_back(PageObject({{"sentence", sentence}}));
  }
  data["has_left_out"] = PageData(!left_out.empty());
  data["left_out"] = PageData(left_out);
  return data;
}

}  // namespace patchgraph
