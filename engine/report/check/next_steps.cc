#include "engine/report/check/next_steps.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/check/report_totals.h"
#include "engine/report/terminal_text.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr size_t kNamesShown = 4;

void AddIfAny(std::string step, std::vector<std::string>* steps) {
  if (!step.empty()) steps->push_back(std::move(step));
}

std::vector<std::string> PatchesOnBase(const CheckReport& report) {
  std::vector<std::string> names;
  for (const ConflictReport& conflict : report.conflicts()) {
    if (conflict.where() != "base" || conflict.kind() == "masked") continue;
    const std::string name = Visible(conflict.patch());
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(name);
    }
  }
  return names;
}

std::string RepairBase(const CheckReport& report) {
  const std::vector<std::string> names = PatchesOnBase(report);
  if (names.empty()) return std::string();
  const bool one = names.size() == 1;
  return absl::StrCat("Repair ", Listed(names, kNamesShown), " first: ",
                      one ? "it does not apply to its own base"
                          : "they do not apply to their own base",
                      ", and what is said of ", one ? "it" : "them",
                      " elsewhere hangs on that.");
}

std::string DropUpstream(const CheckReport& report) {
  if (report.onto().empty() || report.squash()) return std::string();
  std::vector<std::string> names;
  for (const StackReport& stack : report.stacks()) {
    for (const PatchReport& patch : stack.patches()) {
      if (patch.verdict() == "upstream") names.push_back(Visible(patch.name()));
    }
  }
  if (names.empty()) return std::string();
  return absl::StrCat("Drop ", Listed(names, kNamesShown), ": ",
                      Visible(report.onto()), " has ",
                      names.size() == 1 ? "it" : "them", " already.");
}

std::string SaveMasked(const CheckReport& report) {
  std::set<std::string> paths;
  std::set<std::string> maskers;
  for (const StackReport& stack : report.stacks()) {
    for (const PatchReport& patch : stack.patches()) {
      for (const FileReport& file : patch.files()) {
        for (const HunkReport& hunk : file.hunks()) {
          if (hunk.masked_by().empty()) continue;
          paths.insert(Visible(file.path()));
          maskers.insert(Visible(hunk.masked_by()));
        }
      }
    }
  }
  if (paths.empty()) return std::string();
  return absl::StrCat("Carry the masked hunks over into ",
                      Listed({maskers.begin(), maskers.end()}, kNamesShown),
                      ", or take them out where they are not meant to be: ",
                      Listed({paths.begin(), paths.end()}, kNamesShown), ".");
}

// The files in conflict by the patches that have a part in them.
using FilesByPatch = std::map<std::string, std::set<std::string>>;

FilesByPatch ConflictsByPatch(const CheckReport& report) {
  FilesByPatch files;
  for (const ConflictReport* conflict : CountedConflicts(report)) {
    const std::string place =
        absl::StrCat(conflict->stack(), ":", conflict->path());
    if (!conflict->patch().empty()) files[conflict->patch()].insert(place);
    for (const std::string& patch : conflict->patches()) {
      files[patch].insert(place);
    }
  }
  return files;
}

std::string StartWithWorst(const CheckReport& report) {
  const FilesByPatch files = ConflictsByPatch(report);
  if (files.size() < 2) return std::string();
  // A sparse tree cannot be left out; the patches can.
  std::set<std::string> sparse;
  for (const StackReport& stack : report.stacks()) {
    for (const PatchReport& patch : stack.patches()) {
      if (patch.sparse()) sparse.insert(patch.name());
    }
  }
  const std::pair<const std::string, std::set<std::string>>* worst = nullptr;
  for (const auto& entry : files) {
    if (sparse.count(entry.first) > 0) continue;
    if (worst == nullptr || entry.second.size() > worst->second.size()) {
      worst = &entry;
    }
  }
  if (worst == nullptr || worst->second.size() < 2) return std::string();
  const std::string name = Visible(worst->first);
  return absl::StrCat(name, " has a part in ", worst->second.size(),
                      " of the files in conflict: see what is left with "
                      "--without ",
                      name, ".");
}

std::string Unblock(const CheckReport& report) {
  const int hunks = report.summary().hunk_verdicts().blocked();
  if (hunks == 0) return std::string();
  return absl::StrCat(
      Counted(hunks, "hunk waits", "hunks wait"),
      " for a conflict to be decided, and may be clean after that.");
}

// Whether the hunk may have gone to the wrong one of several places. Where the
// patch says, and where it stood before, is the right one.
bool IsAmbiguous(const HunkReport& hunk) {
  const bool moved =
      hunk.base_offset() != 0 || hunk.offset() != 0 || hunk.fuzz() > 0;
  return hunk.candidates_size() > 1 && moved;
}

std::string LookTwice(const CheckReport& report) {
  int ambiguous = 0;
  int fuzzy = 0;
  for (const StackReport& stack : report.stacks()) {
    for (const PatchReport& patch : stack.patches()) {
      for (const FileReport& file : patch.files()) {
        for (const HunkReport& hunk : file.hunks()) {
          ambiguous += IsAmbiguous(hunk) ? 1 : 0;
          fuzzy += hunk.fuzz() > 0 ? 1 : 0;
        }
      }
    }
  }
  std::vector<std::string> parts;
  if (ambiguous > 0) {
    parts.push_back(
        absl::StrCat(Counted(ambiguous, "hunk that fits", "hunks that fit"),
                     " in more than one place"));
  }
  if (fuzzy > 0) {
    parts.push_back(absl::StrCat(
        Counted(fuzzy, "hunk that went", "hunks that went"), " in with fuzz"));
  }
  if (parts.empty()) return std::string();
  return absl::StrCat("Look twice at ", Listed(parts, parts.size()), ".");
}

std::string MergeInOrder(const CheckReport& report) {
  if (report.summary().between().conflicts() == 0) return std::string();
  std::vector<std::string> names;
  for (const MergeStepReport& step : report.between().order().steps()) {
    names.push_back(Visible(step.stack()));
  }
  return absl::StrCat(
      "Merge the stacks in this order: ", absl::StrJoin(names, ", "), ".");
}

std::string GiveTarget(const CheckReport& report) {
  const BetweenCounts& counts = report.summary().between();
  if (counts.pairs() == counts.pairs_compared()) return std::string();
  return "Name a target with --onto: stacks of different bases can be compared "
         "on it.";
}

std::string TakeOne(const CheckReport& report) {
  const int same = report.summary().between().same();
  if (same == 0) return std::string();
  return absl::StrCat(Counted(same, "change is", "changes are"),
                      " in two stacks: keep ", same == 1 ? "it" : "each",
                      " in one of them, and drop it from the other.");
}

}  // namespace

std::vector<std::string> NextSteps(const CheckReport& report) {
  std::vector<std::string> steps;
  AddIfAny(RepairBase(report), &steps);
  AddIfAny(DropUpstream(report), &steps);
  AddIfAny(StartWithWorst(report), &steps);
  AddIfAny(SaveMasked(report), &steps);
  AddIfAny(Unblock(report), &steps);
  AddIfAny(LookTwice(report), &steps);
  AddIfAny(TakeOne(report), &steps);
  AddIfAny(MergeInOrder(report), &steps);
  AddIfAny(GiveTarget(report), &steps);
  return steps;
}

}  // namespace patchgraph
