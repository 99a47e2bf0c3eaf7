#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "engine/report/check/report_totals.h"
#include "engine/report/check/verdict_words.h"
#include "engine/report/maintainability/figures.h"
#include "engine/report/maintainability/outline_parts.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr size_t kCommitDigits = 12;
constexpr size_t kNamesListed = 4;

// The first commit that a conflict hangs on; else the newest that touched it.
std::string CauseWords(const ConflictCausesReport& causes) {
  const CauseReport* told = nullptr;
  for (const CauseReport& cause : causes.causes()) {
    if (told == nullptr ||
        (cause.role() == "prerequisite" && told->role() != "prerequisite")) {
      told = &cause;
    }
  }
  if (told == nullptr) return "";
  return absl::StrCat(told->commit().id().substr(0, kCommitDigits), " ",
                      told->commit().subject());
}

struct FileRow {
  int regions = 0;
  std::vector<std::string> patches;
  std::string kind;
  std::string cause;
};

OutlineTable ConflictTable(const MaintainabilityReport& report) {
  std::map<int, std::string> causes;
  for (const ConflictCausesReport& explained : report.causes().explained()) {
    causes[explained.number()] = CauseWords(explained);
  }
  std::map<std::string, FileRow> files;
  const std::string side = DecisiveSide(report.check());
  for (int i = 0; i < report.check().conflicts_size(); ++i) {
    const ConflictReport& conflict = report.check().conflicts(i);
    if (conflict.where() != side || conflict.kind() == "masked") continue;
    FileRow& row = files[conflict.path()];
    row.regions += conflict.regions_size();
    row.patches.push_back(conflict.patch());
    row.kind = conflict.kind();
    if (row.cause.empty()) row.cause = causes[i + 1];
  }
  std::vector<std::pair<std::string, FileRow>> sorted(files.begin(),
                                                      files.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) {
                     return a.second.regions > b.second.regions;
                   });
  OutlineTable table;
  table.title = "Files in conflict";
  table.columns = {{"file"}, {"places", true}, {"patch"}, {"comes from"}};
  for (const auto& [path, row] : sorted) {
    table.rows.push_back(
        {path, row.regions == 0 ? row.kind : absl::StrCat(row.regions),
         Listed(row.patches, 2), row.cause});
  }
  return table;
}

std::string LandedSentence(const LandedReport& landed) {
  std::vector<std::string> there;
  std::vector<std::string> perhaps;
  for (const LandedStackReport& stack : landed.stacks()) {
    for (const LandedPatchReport& patch : stack.patches()) {
      if (patch.evidence() == "none") continue;
      (patch.strong() ? there : perhaps).push_back(patch.name());
    }
  }
  if (there.empty() && perhaps.empty()) return "";
  std::string sentence =
      there.empty() ? std::string("No patch can be dropped")
                    : absl::StrCat("Can be dropped, as the target has ",
                                   there.size() == 1 ? "it" : "them", ": ",
                                   Listed(there, kNamesListed));
  if (!perhaps.empty()) {
    absl::StrAppend(
        &sentence, ". To be looked at, as the target may have ",
        perhaps.size() == 1 ? "it: " : "them: ", Listed(perhaps, kNamesListed));
  }
  return absl::StrCat(sentence, ".");
}

std::string MaskedSentence(const CheckReport& check) {
  if (check.summary().masked_hunks() == 0) return "";
  std::vector<std::string> places;
  for (const ConflictReport& conflict : check.conflicts()) {
    if (conflict.kind() != "masked") continue;
    places.push_back(
        absl::StrCat(conflict.path(), " (", conflict.patch(), ")"));
  }
  return absl::StrCat(
      Counted(check.summary().masked_hunks(), "hunk is", "hunks are"),
      " lost to a whole file that comes later: ", Listed(places, kNamesListed),
      ".");
}

std::string BetweenSentence(const CheckReport& check) {
  if (!check.has_between()) return "";
  return absl::StrCat(
      "Between the stacks: ",
      Counted(check.summary().between().conflicts(), "conflict", "conflicts"),
      ", and ", Counted(check.summary().between().same(), "change", "changes"),
      " that two of them make.");
}

}  // namespace

std::string Thousands(double value) {
  const std::string digits = FigureDigits(value);
  const size_t point = digits.find('.');
  std::string text = digits.substr(0, point);
  for (std::ptrdiff_t i = static_cast<std::ptrdiff_t>(text.size()) - 3;
       i > (digits[0] == '-' ? 1 : 0); i -= 3) {
    text.insert(static_cast<size_t>(i), ",");
  }
  if (point != std::string::npos) text += digits.substr(point);
  return text;
}

std::string RangeWords(const Figure& figure) {
  std::string words = Thousands(figure.value());
  if (!figure.has_range()) return words;
  return absl::StrCat(words, " (", Thousands(figure.range().low()), " to ",
                      Thousands(figure.range().high()), ")");
}

OutlineSection MergeSection(const MaintainabilityReport& report) {
  OutlineSection section;
  section.part = "merge";
  section.title = "The merge today";
  const CheckReport& check = report.check();
  const Summary& summary = check.summary();
  const std::string verdicts = VerdictWords(summary.verdicts());
  section.sentences.push_back(
      absl::StrCat(Counted(summary.patches(), "patch", "patches"), ", ",
                   Counted(summary.hunks(), "hunk", "hunks"),
                   verdicts.empty() ? "" : ": ", verdicts, "."));
  section.sentences.push_back(
      summary.files_in_conflict() == 0
          ? std::string("Nothing is in conflict with the target.")
          : absl::StrCat(Counted(summary.files_in_conflict(), "file", "files"),
                         " in conflict, at ",
                         Counted(summary.conflict_regions(), "place", "places"),
                         "."));
  for (const std::string& sentence :
       {MaskedSentence(check), LandedSentence(report.landed()),
        BetweenSentence(check)}) {
    if (!sentence.empty()) section.sentences.push_back(sentence);
  }
  OutlineTable table = ConflictTable(report);
  if (!table.rows.empty()) section.tables.push_back(std::move(table));
  return section;
}

OutlineSection HoursSection(const EffortReport& effort) {
  OutlineSection section;
  section.part = "hours";
  section.title = "Hours";
  section.sentences.push_back(absl::StrCat(
      "To bring it to the target: ", RangeWords(effort.merge_once()),
      " hours. Each release: ", RangeWords(effort.each_release()), " hours."));
  for (const std::string& basis : effort.basis()) {
    section.sentences.push_back(basis);
  }
  OutlineTable table;
  table.title = "By kind of work";
  table.is_detail = true;
  table.columns = {{"work"},          {"pieces", true}, {"minutes", true},
                   {"from to", true}, {"hours", true},  {"each release", true}};
  std::vector<const EffortPart*> parts;
  for (const EffortPart& part : effort.parts()) parts.push_back(&part);
  std::stable_sort(parts.begin(), parts.end(),
                   [](const EffortPart* a, const EffortPart* b) {
                     return a->hours() > b->hours();
                   });
  for (const EffortPart* part : parts) {
    table.rows.push_back(
        {part->kind(), Thousands(part->count()),
         FigureDigits(part->minutes_each()),
         absl::StrCat(FigureDigits(part->least_minutes()), " to ",
                      FigureDigits(part->most_minutes())),
         absl::StrFormat("%.1f", part->hours()),
         absl::StrFormat("%.1f", part->each_release_hours())});
  }
  if (!table.rows.empty()) section.tables.push_back(std::move(table));
  return section;
}

}  // namespace patchgraph
