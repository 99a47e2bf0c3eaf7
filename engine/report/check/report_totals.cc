#include "engine/report/check/report_totals.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/string_view.h"
#include "engine/model/conflict.h"
#include "engine/model/verdict.h"
#include "engine/report/check/verdict_counts.h"

namespace patchgraph {
namespace {

using StackAndPath = std::pair<std::string, std::string>;

void CountStack(const StackReport& stack, Summary* summary) {
  summary->set_patches(summary->patches() + stack.patches_size());
  summary->set_files_added(summary->files_added() + stack.files_added());
  summary->set_files_modified(summary->files_modified() +
                              stack.files_modified());
  summary->set_files_deleted(summary->files_deleted() + stack.files_deleted());
  for (const PatchReport& patch : stack.patches()) {
    for (const FileReport& file : patch.files()) {
      summary->set_hunks(summary->hunks() + file.hunks_size());
      for (const HunkReport& hunk : file.hunks()) {
        if (hunk.masked_by().empty()) continue;
        summary->set_masked_hunks(summary->masked_hunks() + 1);
      }
    }
  }
  for (const PatchReport* patch : Outcome(stack)) {
    AddVerdict(patch->verdict(), summary->mutable_verdicts());
    for (const FileReport& file : patch->files()) {
      AddVerdict(file.verdict(), summary->mutable_file_verdicts());
      for (const HunkReport& hunk : file.hunks()) {
        AddVerdict(hunk.verdict(), summary->mutable_hunk_verdicts());
      }
    }
  }
}

void CountConflicts(const CheckReport& report, Summary* summary) {
  std::set<StackAndPath> paths;
  for (const ConflictReport* conflict : CountedConflicts(report)) {
    paths.emplace(conflict->stack(), conflict->path());
    summary->set_conflict_regions(summary->conflict_regions() +
                                  conflict->regions_size());
  }
  summary->set_files_in_conflict(static_cast<int>(paths.size()));
}

struct SubsystemTotals {
  std::set<StackAndPath> files;
  std::set<StackAndPath> in_conflict;
  int regions = 0;
};

void CountSubsystems(const CheckReport& report, Summary* summary) {
  std::map<std::string, SubsystemTotals> totals;
  for (const StackReport& stack : report.stacks()) {
    for (const PatchReport& patch : stack.patches()) {
      for (const FileReport& file : patch.files()) {
        if (file.subsystem().empty()) continue;
        totals[file.subsystem()].files.emplace(stack.name(), file.path());
      }
    }
  }
  for (const ConflictReport* conflict : CountedConflicts(report)) {
    if (conflict->subsystem().empty()) continue;
    SubsystemTotals& of = totals[conflict->subsystem()];
    of.in_conflict.emplace(conflict->stack(), conflict->path());
    of.regions += conflict->regions_size();
  }
  std::vector<SubsystemReport> rows;
  for (const auto& entry : totals) {
    SubsystemReport row;
    row.set_name(entry.first);
    row.set_files(static_cast<int>(entry.second.files.size()));
    row.set_files_in_conflict(
        static_cast<int>(entry.second.in_conflict.size()));
    row.set_conflict_regions(entry.second.regions);
    rows.push_back(std::move(row));
  }
  const auto weight = [](const SubsystemReport& row) {
    return std::make_tuple(row.files_in_conflict(), row.conflict_regions(),
                           row.files());
  };
  // Stable: rows of the same weight stay sorted by name.
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const SubsystemReport& a, const SubsystemReport& b) {
                     return weight(a) > weight(b);
                   });
  for (SubsystemReport& row : rows) *summary->add_subsystems() = std::move(row);
}

void CountBetween(const BetweenReport& between, BetweenCounts* counts) {
  counts->set_pairs(between.pairs_size());
  for (const StackPairReport& pair : between.pairs()) {
    if (pair.ground().empty()) continue;
    counts->set_pairs_compared(counts->pairs_compared() + 1);
    counts->set_conflicts(counts->conflicts() + pair.conflicts());
    counts->set_same(counts->same() + pair.same());
  }
  for (const LeftOutReport& part : between.left_out()) {
    counts->set_left_out(counts->left_out() + part.hunks() + part.files());
  }
}

bool IsClean(const CheckReport& report, const Summary& summary) {
  const VerdictCounts& hunks = summary.hunk_verdicts();
  const VerdictCounts& files = summary.file_verdicts();
  return report.conflicts().empty() && summary.masked_hunks() == 0 &&
         summary.between().conflicts() == 0 &&
         hunks.conflict() + hunks.blocked() + hunks.masked() == 0 &&
         files.conflict() + files.blocked() + files.masked() == 0;
}

}  // namespace

std::string DecisiveSide(const CheckReport& report) {
  return report.onto().empty() ? "base" : "onto";
}

std::vector<const ConflictReport*> CountedConflicts(const CheckReport& report) {
  const std::string side = DecisiveSide(report);
  const absl::string_view masked = Name(ConflictKind::kMasked);
  std::vector<const ConflictReport*> counted;
  for (const ConflictReport& conflict : report.conflicts()) {
    if (conflict.where() != side || conflict.kind() == masked) continue;
    counted.push_back(&conflict);
  }
  return counted;
}

std::vector<const PatchReport*> Outcome(const StackReport& stack) {
  if (stack.has_squashed()) return {&stack.squashed()};
  std::vector<const PatchReport*> patches;
  for (const PatchReport& patch : stack.patches()) patches.push_back(&patch);
  return patches;
}

void FillTotals(CheckReport* report) {
  Summary summary;
  summary.set_stacks(report->stacks_size());
  for (const StackReport& stack : report->stacks()) {
    CountStack(stack, &summary);
  }
  CountConflicts(*report, &summary);
  CountSubsystems(*report, &summary);
  if (report->has_between()) {
    CountBetween(report->between(), summary.mutable_between());
  }
  summary.set_clean(IsClean(*report, summary));
  *report->mutable_summary() = std::move(summary);
}

}  // namespace patchgraph
