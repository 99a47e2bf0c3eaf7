#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/report/html/page_parts.h"
#include "google/protobuf/descriptor.h"

namespace patchgraph {
namespace {

constexpr int kBarWidth = 1000;

// The counts by verdict in the order that a person reads them: what needs work
// first.
constexpr const char* kVerdicts[] = {
    "conflict", "blocked", "masked", "resolved", "merged",
    "fuzz",     "offset",  "clean",  "upstream", "empty"};

int CountOf(const VerdictCounts& counts, const char* verdict) {
  const auto* field = VerdictCounts::GetDescriptor()->FindFieldByName(verdict);
  return VerdictCounts::GetReflection()->GetInt32(counts, field);
}

// One row of the verdict table: a bar, and a number for each verdict that any
// row has.
PageData VerdictRow(const char* name, const VerdictCounts& counts,
                    const std::vector<const char*>& shown) {
  int all = 0;
  for (const char* verdict : shown) all += CountOf(counts, verdict);
  PageRows bars;
  PageRows cells;
  int before = 0;
  for (const char* verdict : shown) {
    const int count = CountOf(counts, verdict);
    cells.push_back(
        PageObject({{"verdict", verdict},
                    {"count", count == 0 ? "" : GroupedNumber(count)}}));
    if (count == 0) continue;
    const auto place = [all](int sum) {
      return static_cast<int>(int64_t{kBarWidth} * sum / all);
    };
    bars.push_back(PageObject(
        {{"verdict", verdict},
         {"x", absl::StrCat(place(before))},
         {"width", absl::StrCat(place(before + count) - place(before))}}));
    before += count;
  }
  PageData row = PageObject({{"name", name}, {"all", GroupedNumber(all)}});
  row["bars"] = PageData(bars);
  row["cells"] = PageData(cells);
  return row;
}

PageData VerdictTable(const Summary& summary) {
  std::vector<const char*> shown;
  for (const char* verdict : kVerdicts) {
    if (CountOf(summary.verdicts(), verdict) +
            CountOf(summary.file_verdicts(), verdict) +
            CountOf(summary.hunk_verdicts(), verdict) >
        0) {
      shown.push_back(verdict);
    }
  }
  PageData data;
  PageRows names;
  for (const char* verdict : shown) {
    names.push_back(PageObject({{"verdict", verdict}}));
  }
  data["verdicts"] = PageData(names);
  PageRows rows;
  rows.push_back(VerdictRow("patches", summary.verdicts(), shown));
  rows.push_back(VerdictRow("files", summary.file_verdicts(), shown));
  rows.push_back(VerdictRow("hunks", summary.hunk_verdicts(), shown));
  data["rows"] = PageData(rows);
  return data;
}

PageData Effort(const EffortReport& effort) {
  PageData data;
  data["once"] =
      PageText(effort.has_merge_once() ? FigureWords(effort.merge_once()) : "");
  data["each"] = PageText(
      effort.has_each_release() ? FigureWords(effort.each_release()) : "");
  PageRows parts;
  for (const EffortPart& part : effort.parts()) {
    if (part.count() == 0) continue;
    parts.push_back(PageObject({{"kind", part.kind()},
                                {"count", FigureNumber(part.count())},
                                {"minutes", FigureNumber(part.minutes_each())},
                                {"hours", HoursWords(part.hours())},
                                {"basis", part.basis()}}));
  }
  data["has_parts"] = PageData(!parts.empty());
  data["parts"] = PageData(parts);
  PageRows basis;
  for (const std::string& sentence : effort.basis()) {
    basis.push_back(PageObject({{"sentence", sentence}}));
  }
  data["has_basis"] = PageData(!basis.empty());
  data["basis"] = PageData(basis);
  return data;
}

PageData Landed(PageContext* context) {
  PageRows rows;
  for (const LandedStackReport& stack : context->report().landed().stacks()) {
    for (const LandedPatchReport& patch : stack.patches()) {
      if (patch.evidence().empty() || patch.evidence() == "none") continue;
      PageData row = PageObject(
          {{"name", patch.name()},
           {"stack", stack.name()},
           {"subject", patch.subject()},
           {"evidence", patch.evidence()},
           {"anchor", context->PatchAnchor(stack.name(), patch.name())},
           {"advice", patch.strong() ? "drop it" : "look at it"}});
      PageRows commits;
      for (const UpstreamCommitReport& commit : patch.commits()) {
        commits.push_back(PageObject({{"id", ShortCommit(commit.id())},
                                      {"subject", commit.subject()},
                                      {"date", commit.date()}}));
      }
      row["commits"] = PageData(commits);
      rows.push_back(row);
    }
  }
  return rows.empty() ? PageData(false) : PageData("rows", PageData(rows));
}

PageData HunkRow(const HunkName& waits_for, PageContext* context,
                 const std::string& stack) {
  return PageObject(
      {{"patch", waits_for.patch()},
       {"anchor", context->PatchAnchor(stack, waits_for.patch())},
       {"path", waits_for.path()},
       {"hunk",
        waits_for.hunk() > 0 ? absl::StrCat("hunk ", waits_for.hunk()) : ""}});
}

// Patches of which something waits for a conflict, and hunks that a later whole
// file undoes.
void FillBlockedAndMasked(PageContext* context, PageData* data) {
  PageRows blocked;
  PageRows masked;
  for (const StackReport& stack : context->report().check().stacks()) {
    for (const PatchReport& patch : stack.patches()) {
      std::map<std::string, HunkName> waits_for;
      for (const FileReport& file : patch.files()) {
        const auto add = [&waits_for](const HunkName& name) {
          waits_for.emplace(
              absl::StrCat(name.patch(), "\n", name.path(), "\n", name.hunk()),
              name);
        };
        if (file.has_blocked_by()) add(file.blocked_by());
        for (const HunkReport& hunk : file.hunks()) {
          if (hunk.has_blocked_by()) add(hunk.blocked_by());
          if (hunk.masked_by().empty()) continue;
          masked.push_back(PageObject(
              {{"stack", stack.name()},
               {"patch", patch.name()},
               {"anchor", context->PatchAnchor(stack.name(), patch.name())},
               {"path", file.path()},
               {"subsystem", file.subsystem()},
               {"hunk", absl::StrCat(hunk.number())},
               {"masked_by", hunk.masked_by()}}));
        }
      }
      if (waits_for.empty()) continue;
      PageData row = PageObject(
          {{"stack", stack.name()},
           {"patch", patch.name()},
           {"anchor", context->PatchAnchor(stack.name(), patch.name())}});
      PageRows names;
      for (const auto& [key, name] : waits_for) {
        names.push_back(HunkRow(name, context, stack.name()));
      }
      row["waits_for"] = PageData(names);
      blocked.push_back(row);
    }
  }
  (*data)["has_blocked"] = PageData(!blocked.empty());
  (*data)["blocked"] = PageData(blocked);
  (*data)["has_masked"] = PageData(!masked.empty());
  (*data)["masked"] = PageData(masked);
}

PageData Between(const BetweenReport& between) {
  PageRows pairs;
  for (const StackPairReport& pair : between.pairs()) {
    pairs.push_back(PageObject(
        {{"a", pair.a()},
         {"b", pair.b()},
         {"ground", pair.ground().empty() ? "not compared" : pair.ground()},
         {"conflicts", GroupedNumber(pair.conflicts())},
         {"same", GroupedNumber(pair.same())},
         {"files", GroupedNumber(pair.files())}}));
  }
  return pairs.empty() ? PageData(false) : PageData("rows", PageData(pairs));
}

}  // namespace

PageData MergePart(PageContext* context) {
  const MaintainabilityReport& report = context->report();
  const Summary& summary = report.check().summary();
  PageData data = PageObject(
      {{"onto", report.onto().empty() ? report.check().onto() : report.onto()},
       {"patches", GroupedCount(summary.patches(), "patch", "patches")},
       {"stacks", summary.stacks() > 1
                      ? GroupedCount(summary.stacks(), "stack", "stacks")
                      : std::string()},
       {"hunks", GroupedCount(summary.hunks(), "hunk", "hunks")},
       {"added", GroupedCount(summary.files_added(), "file", "files")},
       {"modified", GroupedNumber(summary.files_modified())},
       {"deleted", GroupedNumber(summary.files_deleted())}});
  data["clean"] = PageData(summary.clean());
  data["verdict_table"] = VerdictTable(summary);
  data["effort"] =
      report.has_effort() ? Effort(report.effort()) : PageData(false);
  data["conflict_list"] = ConflictRows(context);
  FillBlockedAndMasked(context, &data);
  data["landed"] = Landed(context);
  data["between"] = Between(report.check().between());
  data["patch_table"] = PatchRows(context);
  return data;
}

}  // namespace patchgraph
