#include "engine/report/check/resolved_text.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

// Whether it was taken for no more than being the likeliest.
bool IsGuess(const ResolutionReport& resolution) {
  return resolution.applied() && resolution.tier() != "apply";
}

std::string ResolutionLine(const ResolutionReport& resolution) {
  const absl::string_view what = !resolution.applied() ? "left; could be, by "
                                 : IsGuess(resolution)
                                     ? "a proposal is taken, by "
                                     : "resolved by ";
  std::string line =
      absl::StrFormat("%s:%d: %s%s (%.2f): %s", Visible(resolution.path()),
                      resolution.line(), what, Visible(resolution.resolver()),
                      resolution.confidence(), Visible(resolution.reason()));
  if (!resolution.patch().empty()) {
    absl::StrAppend(&line, " [", Visible(resolution.patch()), "]");
  }
  return line;
}

}  // namespace

std::string ResolvedSentence(const ResolvedReport& report) {
  if (report.auto_().empty()) return std::string();
  if (report.regions() == 0) return "No region resolved.";
  std::vector<std::string> counts;
  int guesses = 0;
  for (const ResolverCount& count : report.resolvers()) {
    counts.push_back(
        absl::StrCat(Visible(count.resolver()), " ", count.regions()));
  }
  for (const ResolutionReport& resolution : report.resolutions()) {
    if (IsGuess(resolution)) ++guesses;
  }
  std::string sentence =
      absl::StrCat(Counted(report.regions(), "region", "regions"),
                   " resolved: ", absl::StrJoin(counts, ", "), ".");
  if (guesses > 0) {
    absl::StrAppend(&sentence, " ", guesses,
                    guesses == 1 ? " of them is a mere proposal."
                                 : " of them are mere proposals.");
  }
  return sentence;
}

std::string ResolvedLines(const ResolvedReport& report,
                          absl::string_view indent, const TextStyle& style) {
  std::string text;
  for (const ResolutionReport& resolution : report.resolutions()) {
    if (!resolution.applied() && !style.verbose) continue;
    const std::string line = absl::StrCat(indent, ResolutionLine(resolution));
    absl::StrAppend(
        &text,
        style.terminal && !style.verbose ? CutEnd(line, style.width) : line,
        "\n");
  }
  return text;
}

}  // namespace patchgraph
