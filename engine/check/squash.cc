#include "engine/check/squash.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/apply/compare_files.h"
#include "engine/apply/group_hunks.h"
#include "engine/check/moved_hunks.h"
#include "engine/check/origin_tracker.h"
#include "engine/check/settle_squashed.h"
#include "engine/merge/tree_merge.h"

namespace patchgraph {
namespace {

// The last step of the stack at each path.
using LastSteps = std::map<std::string, const FileStep*>;

LastSteps FindLastSteps(const std::vector<PatchStep>& patches) {
  LastSteps last;
  for (const PatchStep& patch : patches) {
    for (const FileStep& step : patch.files) last[step.new_path] = &step;
  }
  return last;
}

bool AllApplied(const FileStep& step) {
  return std::none_of(step.hunks.begin(), step.hunks.end(),
                      [](const HunkStep& hunk) { return hunk.edits.empty(); });
}

// The hunks of a whole change. Most files are changed by one patch only, and
// then its hunks are those.
absl::StatusOr<std::vector<HunkStep>> HunksOf(const FileStep& step,
                                              const LastSteps& last) {
  const auto known = last.find(step.new_path);
  if (known == last.end() || known->second->before != step.before ||
      known->second->after != step.after || !AllApplied(*known->second)) {
    return CompareFiles(step.before, step.after);
  }
  std::vector<HunkStep> hunks = known->second->hunks;
  for (HunkStep& hunk : hunks) hunk.verdict = Verdict::kClean;
  return hunks;
}

// The whole change of the stack as the files of one patch. A file that the
// merge takes for renamed is one step with two paths.
absl::StatusOr<FileStep> StepOf(const PathOutcome& outcome,
                                const Overlay& patched, const LastSteps& last) {
  FileStep step;
  step.old_path =
      outcome.base_path.empty() ? outcome.theirs_path : outcome.base_path;
  step.new_path =
      outcome.theirs_path.empty() ? outcome.base_path : outcome.theirs_path;
  step.kind = outcome.base_path.empty()        ? FileChange::Kind::kAdd
              : outcome.theirs_path.empty()    ? FileChange::Kind::kDelete
              : step.old_path != step.new_path ? FileChange::Kind::kRename
                                               : FileChange::Kind::kModify;
  if (!outcome.base_path.empty()) {
    auto before = FindFile(patched.base(), outcome.base_path);
    if (!before.ok()) return before.status();
    step.before = *std::move(before);
  }
  if (!outcome.theirs_path.empty()) {
    auto after = FindFile(patched, outcome.theirs_path);
    if (!after.ok()) return after.status();
    step.after = *std::move(after);
  }
  auto hunks = HunksOf(step, last);
  if (!hunks.ok()) return hunks.status();
  step.hunks = *std::move(hunks);
  return step;
}

// The verdict of a file without hunks, or whose hunks say nothing: what became
// of its mode.
Verdict ModeVerdict(const FileStep& step, const Tree& onto) {
  const auto ours = FindFile(onto, step.old_path);
  const bool there = ours.ok() && ours->has_value() && step.after.has_value() &&
                     (*ours)->mode == step.after->mode;
  return there ? Verdict::kUpstream : Verdict::kClean;
}

// Those of a file whose every conflict resolvers settled; null: there is none.
using Settled = const SettledRegions*;

MovedFile MovedOf(const PathOutcome& outcome, const FileStep& step,
                  const Tree& onto, Settled settled) {
  MovedFile moved;
  moved.path = outcome.result_path;
  const bool there = outcome.how == PathOutcome::How::kAlreadyThere;
  if (outcome.text != nullptr) {
    moved.hunks =
        MoveHunks(step.hunks, outcome.text->merge,
                  settled == nullptr ? std::set<int>() : settled->settled);
  } else {
    moved.hunks = UnmovedHunks(step.hunks, there);
  }
  const Verdict of_hunks = VerdictOf(moved.hunks);
  switch (outcome.how) {
    case PathOutcome::How::kTaken:
      moved.verdict = std::max(of_hunks, Verdict::kClean);
      break;
    case PathOutcome::How::kAlreadyThere:
      moved.verdict = Verdict::kUpstream;
      break;
    case PathOutcome::How::kMerged:
      moved.verdict =
          of_hunks > Verdict::kUpstream ? of_hunks : ModeVerdict(step, onto);
      break;
    case PathOutcome::How::kConflict:
      if (settled != nullptr) {
        moved.verdict = std::max(of_hunks, Verdict::kResolved);
        break;
      }
      moved.verdict = Verdict::kConflict;
      // Without a merge of lines the file is in conflict as a whole.
      if (outcome.text == nullptr) {
        for (MovedHunk& hunk : moved.hunks) hunk.verdict = Verdict::kConflict;
      }
      break;
  }
  return moved;
}

// Conflicts that are about a path rather than a file's content: the file may
// have been taken as it is, and still needs a person.
void MarkConflicts(const std::vector<Conflict>& conflicts,
                   const PatchStep& squashed, MovedPatch* moved) {
  for (const Conflict& conflict : conflicts) {
    for (size_t i = 0; i < squashed.files.size(); ++i) {
      const std::string& path = squashed.files[i].new_path;
      if (path == conflict.path || path == conflict.theirs_path ||
          moved->files[i].path == conflict.path) {
        moved->files[i].verdict = Verdict::kConflict;
      }
    }
    moved->verdict = Verdict::kConflict;
  }
}

// The lines of the patched file that a conflict shows.
LineRange TheirLines(const ConflictRegion& region) {
  const int lines = CountLines(region.theirs.text);
  const int begin = region.theirs.start - (lines == 0 ? 0 : 1);
  return {begin, begin + lines};
}

// Who wrote what in the patched tree, to name the patches behind a conflict.
class Authors {
 public:
  explicit Authors(const std::vector<PatchStep>& patches) : patches_(patches) {}

  absl::Status Learn() {
    for (size_t p = 0; p < patches_.size(); ++p) {
      for (size_t f = 0; f < patches_[p].files.size(); ++f) {
        const FileStep& step = patches_[p].files[f];
        absl::Status status = origins_.Advance(
            step, {static_cast<int>(p), static_cast<int>(f), 0});
        if (!status.ok()) return status;
        for (const std::string& path : {step.old_path, step.new_path}) {
          std::vector<std::string>& names = by_path_[path];
          if (names.empty() || names.back() != patches_[p].name) {
            names.push_back(patches_[p].name);
          }
        }
      }
    }
    return absl::OkStatus();
  }

  std::vector<std::string> Of(const Conflict& conflict) const {
    const std::string& path =
        conflict.theirs_path.empty() ? conflict.path : conflict.theirs_path;
    std::vector<bool> wrote(patches_.size(), false);
    for (const ConflictRegion& region : conflict.regions) {
      const LineRange range = TheirLines(region);
      for (const HunkKey& key : origins_.Touching(path, range)) {
        wrote[key.patch] = true;
      }
    }
    std::vector<std::string> names;
    for (size_t p = 0; p < patches_.size(); ++p) {
      if (wrote[p]) names.push_back(patches_[p].name);
    }
    if (!names.empty()) return names;
    for (const std::string& touched : {path, conflict.base_path}) {
      const auto known = by_path_.find(touched);
      if (known != by_path_.end()) return known->second;
    }
    return BelowFolder(path);
  }

 private:
  // Those who put files into a folder that cannot be one.
  std::vector<std::string> BelowFolder(const std::string& path) const {
    std::vector<std::string> names;
    const std::string folder = absl::StrCat(path, "/");
    for (const auto& [below, authors] : by_path_) {
      if (!absl::StartsWith(below, folder)) continue;
      for (const std::string& author : authors) {
        if (std::find(names.begin(), names.end(), author) == names.end()) {
          names.push_back(author);
        }
      }
    }
    return names;
  }

  const std::vector<PatchStep>& patches_;
  OriginTracker origins_;
  std::map<std::string, std::vector<std::string>> by_path_;
};

// The hunks of the stack's change that meet each conflict region.
void NameHunks(const PatchStep& squashed, std::vector<Conflict>* conflicts) {
  std::map<std::string, const FileStep*> steps;
  for (const FileStep& step : squashed.files) steps[step.new_path] = &step;
  for (Conflict& conflict : *conflicts) {
    const auto step = steps.find(
        conflict.theirs_path.empty() ? conflict.path : conflict.theirs_path);
    if (step == steps.end()) continue;
    for (ConflictRegion& region : conflict.regions) {
      const LineRange range = TheirLines(region);
      for (size_t i = 0; i < step->second->hunks.size(); ++i) {
        const HunkStep& hunk = step->second->hunks[i];
        if (hunk.after_begin <= range.end && range.begin <= hunk.after_end) {
          region.hunks.push_back(static_cast<int>(i));
        }
      }
    }
  }
}

// What resolvers made of the files in conflict, in the order of their paths.
void NameResolutions(std::vector<SettledOutcome> settled,
                     const Authors& authors,
                     std::vector<RegionResolution>* resolutions) {
  for (SettledOutcome& outcome : settled) {
    const std::vector<std::string> patches = authors.Of(outcome.conflict);
    for (SettledRegions::Entry& entry : outcome.regions.resolutions) {
      entry.resolution.path = outcome.conflict.path;
      entry.resolution.patches = patches;
      resolutions->push_back(std::move(entry.resolution));
    }
  }
}

}  // namespace

absl::Status Squash(const Overlay& patched,
                    const std::shared_ptr<const Tree>& onto,
                    const CheckOptions& check_options, StackCheck* check) {
  TreeMergeOptions options;
  options.ours_label = check->onto;
  options.theirs_label = check->stack;
  auto merge = MergeTrees(patched.base(), *onto, patched, options);
  if (!merge.ok()) return merge.status();

  PatchStep squashed;
  squashed.name = check->stack;
  MovedPatch moved;
  std::vector<Verdict> verdicts;
  const LastSteps last = FindLastSteps(check->patches);
  for (const PathOutcome& outcome : merge->outcomes) {
    auto step = StepOf(outcome, patched, last);
    if (!step.ok()) return step.status();
    squashed.files.push_back(*std::move(step));
  }
  std::vector<SettledOutcome> settled =
      SettleOutcomes(squashed.files, check_options, &*merge);
  auto next = settled.begin();
  for (size_t i = 0; i < merge->outcomes.size(); ++i) {
    while (next != settled.end() && next->outcome < i) ++next;
    const bool whole =
        next != settled.end() && next->outcome == i && next->whole;
    moved.files.push_back(MovedOf(merge->outcomes[i], squashed.files[i], *onto,
                                  whole ? &next->regions : nullptr));
    verdicts.push_back(moved.files.back().verdict);
  }
  moved.verdict = Combine(verdicts);
  MarkConflicts(merge->conflicts, squashed, &moved);

  Authors authors(check->patches);
  if (absl::Status status = authors.Learn(); !status.ok()) return status;
  NameResolutions(std::move(settled), authors, &check->resolutions);
  check->conflicts = std::move(merge->conflicts);
  for (Conflict& conflict : check->conflicts) {
    conflict.patches = authors.Of(conflict);
  }
  NameHunks(squashed, &check->conflicts);
  auto result = std::make_shared<Overlay>(onto, check->onto);
  for (const auto& [path, state] : merge->edits) {
    if (state.has_value()) {
      result->Put(path, *state);
    } else {
      result->Remove(path);
    }
  }
  check->result = std::move(result);
  check->squashed = std::move(squashed);
  check->moved = {std::move(moved)};
  return absl::OkStatus();
}

}  // namespace patchgraph
