#include "engine/report/check/summary_text.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/check/next_steps.h"
#include "engine/report/check/report_totals.h"
#include "engine/report/check/resolved_text.h"
#include "engine/report/check/since_text.h"
#include "engine/report/check/verdict_words.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr size_t kSubsystemsShown = 6;

int ChangedFiles(const Summary& summary) {
  return summary.files_added() + summary.files_modified() +
         summary.files_deleted();
}

std::string ConflictSentence(const CheckReport& report) {
  const Summary& summary = report.summary();
  const std::string place = report.onto().empty()
                                ? std::string(" on the base")
                                : absl::StrCat(" on ", Visible(report.onto()));
  const int changed = ChangedFiles(summary);
  const int in_conflict = summary.files_in_conflict();
  if (in_conflict == 0) {
    const std::string none =
        changed > 1 ? absl::StrCat("None of ", changed, " files") : "No file";
    return absl::StrCat(none, " in conflict", place, ".");
  }
  // A patch that does not apply changes no file, and yet it is in conflict.
  std::string sentence = Counted(in_conflict, "file", "files");
  if (in_conflict <= changed) {
    sentence =
        absl::StrCat(in_conflict, " of ", Counted(changed, "file", "files"));
  }
  absl::StrAppend(&sentence, " in conflict", place);
  if (summary.conflict_regions() > 0) {
    absl::StrAppend(&sentence, ", ",
                    Counted(summary.conflict_regions(), "region", "regions"));
  }
  return absl::StrCat(sentence, ".");
}

std::string BaseSentence(const CheckReport& report) {
  if (report.onto().empty()) return std::string();
  std::set<std::string> patches;
  int count = 0;
  for (const ConflictReport& conflict : report.conflicts()) {
    if (conflict.where() != "base" || conflict.kind() == "masked") continue;
    ++count;
    patches.insert(Visible(conflict.patch()));
  }
  if (count == 0) return std::string();
  const std::vector<std::string> names(patches.begin(), patches.end());
  return absl::StrCat(Counted(count, "conflict", "conflicts"),
                      " on the stack's own base: ", Listed(names, 4), ".");
}

std::string PlaceSentence(const Summary& summary) {
  std::vector<std::string> places;
  for (const SubsystemReport& subsystem : summary.subsystems()) {
    if (subsystem.files_in_conflict() == 0) continue;
    places.push_back(absl::StrCat(Visible(subsystem.name()), " ",
                                  subsystem.files_in_conflict()));
  }
  if (places.empty()) return std::string();
  return absl::StrCat(
      "Where the conflicts are: ", Listed(places, kSubsystemsShown), ".");
}

std::string VerdictSentence(const CheckReport& report) {
  const Summary& summary = report.summary();
  const std::string words = VerdictWords(summary.verdicts());
  if (words.empty()) return std::string();
  // Of a single stack as one change the first sentence has said it.
  if (report.squash() && !report.onto().empty() && summary.stacks() == 1) {
    return std::string();
  }
  const std::string what =
      report.squash()
          ? absl::StrCat(Counted(summary.stacks(), "stack", "stacks"),
                         " as one change")
          : Counted(summary.patches(), "patch", "patches");
  return absl::StrCat(what, ": ", words, ".");
}

std::string BetweenSentence(const CheckReport& report) {
  if (!report.has_between()) return std::string();
  const BetweenCounts& counts = report.summary().between();
  const int missing = counts.pairs() - counts.pairs_compared();
  std::vector<std::string> found;
  if (counts.conflicts() > 0) {
    found.push_back(Counted(counts.conflicts(), "conflict", "conflicts"));
  }
  if (counts.same() > 0) {
    found.push_back(absl::StrCat(Counted(counts.same(), "change", "changes"),
                                 " that both make"));
  }
  if (missing > 0) {
    found.push_back(absl::StrCat(Counted(missing, "pair", "pairs"),
                                 " that could not be compared"));
  }
  if (found.empty()) return "Between the stacks: nothing.";
  return absl::StrCat("Between the stacks: ", Listed(found, found.size()), ".");
}

// "2 hunks of a.patch are masked by sparse", one for each pair.
std::vector<std::string> MaskedSentences(const CheckReport& report) {
  std::vector<std::pair<std::pair<std::string, std::string>, int>> pairs;
  for (const StackReport& stack : report.stacks()) {
    for (const PatchReport& patch : stack.patches()) {
      for (const FileReport& file : patch.files()) {
        for (const HunkReport& hunk : file.hunks()) {
          if (hunk.masked_by().empty()) continue;
          const auto key = std::make_pair(patch.name(), hunk.masked_by());
          if (pairs.empty() || pairs.back().first != key) {
            pairs.emplace_back(key, 0);
          }
          ++pairs.back().second;
        }
      }
    }
  }
  std::vector<std::string> sentences;
  sentences.reserve(pairs.size());
  for (const auto& entry : pairs) {
    sentences.push_back(absl::StrCat(
        Counted(entry.second, "hunk", "hunks"), " of ",
        Visible(entry.first.first), entry.second == 1 ? " is" : " are",
        " masked by ", Visible(entry.first.second), "."));
  }
  return sentences;
}

}  // namespace

std::vector<std::string> SummarySentences(const CheckReport& report) {
  std::vector<std::string> sentences = {ConflictSentence(report),
                                        PlaceSentence(report.summary()),
                                        ResolvedSentence(report.resolved()),
                                        VerdictSentence(report),
                                        BaseSentence(report),
                                        BetweenSentence(report)};
  for (std::string& sentence : MaskedSentences(report)) {
    sentences.push_back(std::move(sentence));
  }
  sentences.erase(std::remove(sentences.begin(), sentences.end(), ""),
                  sentences.end());
  return sentences;
}

std::string RenderSummary(const CheckReport& report, const TextStyle& style) {
  std::string out;
  // The first sentence carries the colour; where only the stacks collide, the
  // one that says so.
  const std::string between = BetweenSentence(report);
  const bool only_between =
      report.summary().between().conflicts() > 0 && report.conflicts().empty();
  Ink ink = report.summary().clean() || only_between ? Ink::kGood : Ink::kBad;
  for (const std::string& sentence : SummarySentences(report)) {
    if (only_between && sentence == between) ink = Ink::kBad;
    for (const std::string& line : WrapWords(sentence, style.width)) {
      absl::StrAppend(&out, Paint(line, ink, style), "\n");
    }
    ink = Ink::kPlain;
  }
  if (report.has_since()) out.append(RenderSince(report.since(), style));
  const std::vector<std::string> steps = NextSteps(report);
  if (steps.empty()) return out;
  absl::StrAppend(&out, "\n", Paint("What to do next", Ink::kBold, style),
                  "\n");
  for (const std::string& step : steps) {
    const std::vector<std::string> lines = WrapWords(step, style.width - 4);
    absl::StrAppend(&out, "  - ", absl::StrJoin(lines, "\n    "), "\n");
  }
  return out;
}

}  // namespace patchgraph
