#include "engine/apply/apply_patch.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "engine/apply/compare_files.h"
#include "engine/apply/place_hunk.h"
#include "engine/source/reverse_patch.h"

namespace patchgraph {
namespace {

Verdict VerdictOf(absl::Span<const HunkStep> hunks) {
  std::vector<Verdict> verdicts;
  for (const HunkStep& hunk : hunks) verdicts.push_back(hunk.verdict);
  return Combine(verdicts);
}

// The hunks of a change that could not be tried at all.
std::vector<HunkStep> UntriedHunks(const FileChange& change) {
  std::vector<HunkStep> hunks;
  for (const Hunk& hunk : change.hunks) {
    HunkStep untried;
    untried.header =
        std::string(absl::StripTrailingAsciiWhitespace(hunk.header));
    hunks.push_back(std::move(untried));
  }
  return hunks;
}

// What the hunk wants and would make of it: there is no common base to show.
ConflictRegion RegionOf(const Hunk& hunk, int index) {
  const HunkText sides(hunk);
  ConflictRegion region;
  region.base.start = hunk.old_start;
  region.theirs.start = hunk.new_start;
  for (const absl::string_view line : sides.before) {
    absl::StrAppend(&region.base.text, line);
  }
  for (const absl::string_view line : sides.after) {
    absl::StrAppend(&region.theirs.text, line);
  }
  region.hunks = {index};
  return region;
}

// git writes a file that becomes a symlink, or the other way round, as a
// deletion and an addition of the same path.
bool IsReplacement(const FileStep& deletion, const FileStep& addition) {
  return deletion.verdict == Verdict::kClean && !deletion.after.has_value() &&
         addition.verdict == Verdict::kClean && !addition.before.has_value() &&
         deletion.old_path == addition.new_path;
}

// Makes of a deletion and the addition that follows it one change.
absl::Status Join(const FileStep& addition, FileStep* step) {
  step->kind = FileChange::Kind::kModify;
  step->after = addition.after;
  auto hunks = CompareFiles(step->before, step->after);
  if (!hunks.ok()) return hunks.status();
  step->hunks = *std::move(hunks);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<PatchStep> PatchApplier::Apply(const Patch& given,
                                              absl::string_view layer) {
  const Patch patch = given.reversed ? Reverse(given) : given;
  ++patch_;
  patch_name_ = patch.name;
  patch_source_ = patch.source;
  sparse_ = patch.sparse;
  PatchStep step;
  step.name = patch.name;
  step.layer = std::string(layer);
  step.subject = patch.subject;
  step.author = patch.author;
  step.sparse = patch.sparse;
  std::vector<Verdict> verdicts;
  for (const FileChange& change : patch.files) {
    file_ = static_cast<int>(step.files.size());
    FileStep file;
    file.kind = change.kind;
    file.old_path = change.old_path;
    file.new_path = change.new_path;
    if (const absl::Status status = ApplyFile(change, &file); !status.ok()) {
      return status;
    }
    if (!step.files.empty() && IsReplacement(step.files.back(), file)) {
      const absl::Status joined = Join(file, &step.files.back());
      if (!joined.ok()) return joined;
    } else {
      step.files.push_back(std::move(file));
    }
  }
  for (const FileStep& file : step.files) verdicts.push_back(file.verdict);
  step.verdict = Combine(verdicts);
  return step;
}

std::string PatchApplier::PlaceOf(const FileChange& change) const {
  if (patch_source_.empty() || change.line_in_file == 0) return "";
  return absl::StrCat(patch_source_, ":", change.line_in_file, ": ");
}

absl::StatusOr<bool> PatchApplier::PathIsTaken(const FileChange& change,
                                               FileStep* step) {
  const auto obstacle = FileInTheWay(*tree_, change.new_path);
  if (!obstacle.ok()) return obstacle.status();
  if (obstacle->has_value()) {
    const auto file = FindFile(*tree_, **obstacle);
    if (!file.ok()) return file.status();
    if (file->has_value() && (*file)->mode == FileMode::kSymlink) {
      // What is behind a link is not in the tree, and may be anywhere.
      return absl::InvalidArgumentError(
          absl::StrCat(PlaceOf(change), "patch ", patch_name_, ": the path ",
                       change.new_path, " goes through the symlink ",
                       **obstacle, " of ", tree_->name()));
    }
    Fail(ConflictKind::kDirectory,
         absl::StrCat(**obstacle, " is a file, not a folder"), step);
    return true;
  }
  const auto target = tree_->Find(change.new_path);
  if (!target.ok()) return target.status();
  if (target->has_value() && (*target)->is_directory) {
    Fail(ConflictKind::kDirectory, "a folder of this name is there", step);
    return true;
  }
  return false;
}

absl::Status PatchApplier::ApplyFile(const FileChange& change, FileStep* step) {
  step->hunks = UntriedHunks(change);
  const auto before = FindFile(*tree_, change.old_path);
  if (!before.ok()) return before.status();
  step->before = *before;
  step->after = *before;
  const auto taken = PathIsTaken(change, step);
  if (!taken.ok()) return taken.status();
  if (*taken) return absl::OkStatus();
  if (sparse_) return LayOver(change, step);
  switch (change.kind) {
    case FileChange::Kind::kAdd:
      return Add(change, step);
    case FileChange::Kind::kDelete:
      return Delete(change, step);
    case FileChange::Kind::kModify:
    case FileChange::Kind::kRename:
    case FileChange::Kind::kCopy:
      return ModifyOrMove(change, step);
  }
  return absl::InternalError("a file change of no kind");
}

absl::Status PatchApplier::LayOver(const FileChange& change, FileStep* step) {
  auto changed = ChangeContent(change, step->before, /*max_fuzz=*/0);
  if (!changed.ok()) return changed.status();
  step->kind = step->before.has_value() ? FileChange::Kind::kModify
                                        : FileChange::Kind::kAdd;
  Note(change, *changed, step);
  step->verdict = changed->verdict;
  tree_->Put(step->new_path, *step->after);
  return absl::OkStatus();
}

absl::Status PatchApplier::Add(const FileChange& change, FileStep* step) {
  auto added = ChangeContent(change, absl::nullopt, /*max_fuzz=*/0);
  if (!added.ok()) return added.status();
  if (added->failure.has_value()) {
    Fail(*added->failure, added->message, step);
    return absl::OkStatus();
  }
  if (change.new_mode.has_value()) added->after->mode = *change.new_mode;
  if (step->before.has_value() && step->before != added->after) {
    Fail(ConflictKind::kAddAdd, "another file of this name is there", step);
    return absl::OkStatus();
  }
  Note(change, *added, step);
  step->verdict = Verdict::kClean;
  if (step->before.has_value()) {
    step->verdict = Verdict::kUpstream;
    step->message = "the file is there already";
    step->hunks = UntriedHunks(change);
    for (HunkStep& hunk : step->hunks) hunk.verdict = Verdict::kUpstream;
  }
  tree_->Put(step->new_path, *step->after);
  return absl::OkStatus();
}

absl::Status PatchApplier::Delete(const FileChange& change, FileStep* step) {
  if (!step->before.has_value()) {
    step->blocked_by = left_out_.FileNeeds(step->old_path, patch_);
    step->verdict =
        step->blocked_by.has_value() ? Verdict::kBlocked : Verdict::kUpstream;
    step->message = "the file is gone already";
    for (HunkStep& hunk : step->hunks) hunk.verdict = step->verdict;
    return absl::OkStatus();
  }
  auto changed = ChangeContent(change, step->before, max_fuzz_);
  if (!changed.ok()) return changed.status();
  if (changed->failure.has_value()) {
    Fail(*changed->failure, changed->message, step);
    return absl::OkStatus();
  }
  bool nothing_left = !changed->after.has_value() || changed->text.empty();
  if (!nothing_left) {
    const auto size = changed->after->blob.Size();
    if (!size.ok()) return size.status();
    nothing_left = *size == 0;
  }
  if (!nothing_left || IsLeftOut(changed->verdict)) {
    Fail(ConflictKind::kDeleteModify,
         "the file to delete has lines that the patch does not know", step);
    return absl::OkStatus();
  }
  Note(change, *changed, step);
  if (step->hunks.empty()) step->verdict = Verdict::kClean;
  step->after = absl::nullopt;
  tree_->Remove(step->old_path);
  return absl::OkStatus();
}

absl::Status PatchApplier::ModifyOrMove(const FileChange& change,
                                        FileStep* step) {
  const bool moves = step->old_path != step->new_path;
  if (!step->before.has_value()) {
    Fail(moves ? ConflictKind::kRename : ConflictKind::kModifyDelete,
         absl::StrCat("there is no ", step->old_path, " to change"), step);
    return absl::OkStatus();
  }
  if (moves) {
    const auto target = FindFile(*tree_, step->new_path);
    if (!target.ok()) return target.status();
    if (target->has_value()) {
      Fail(ConflictKind::kRename,
           absl::StrCat("a file ", step->new_path, " is there already"), step);
      return absl::OkStatus();
    }
  }
  auto changed = ChangeContent(change, step->before, max_fuzz_);
  if (!changed.ok()) return changed.status();
  if (changed->failure.has_value()) {
    Fail(*changed->failure, changed->message, step);
    return absl::OkStatus();
  }
  // A mode that the patch does not name stays.
  const FileMode old_mode = step->before->mode;
  if (change.new_mode.has_value()) changed->after->mode = *change.new_mode;
  const bool mode_changes = changed->after->mode != old_mode;
  Note(change, *changed, step);
  if (mode_changes || moves) {
    if (!IsLeftOut(step->verdict)) {
      step->verdict = std::max(step->verdict, Verdict::kClean);
    }
  } else if (change.new_mode.has_value() && step->hunks.empty() &&
             !change.binary.has_value() && step->after == step->before) {
    step->verdict = Verdict::kUpstream;
    step->message = "the file has this mode already";
  }
  if (change.kind == FileChange::Kind::kRename) tree_->Remove(step->old_path);
  tree_->Put(step->new_path, *step->after);
  return absl::OkStatus();
}

void PatchApplier::Note(const FileChange& change, const ChangedContent& changed,
                        FileStep* step) {
  step->hunks = changed.hunks;
  step->after = changed.after;
  step->verdict = changed.verdict;
  step->message = changed.message;
  std::vector<int> failed;
  for (size_t i = 0; i < step->hunks.size(); ++i) {
    HunkStep& hunk = step->hunks[i];
    if (hunk.verdict != Verdict::kConflict) continue;
    const int index = static_cast<int>(i);
    hunk.blocked_by =
        left_out_.HunkNeeds(change.old_path, patch_, changed.text[i]);
    if (hunk.blocked_by.has_value()) {
      hunk.verdict = Verdict::kBlocked;
    } else {
      failed.push_back(index);
    }
    const HunkKey key = {patch_, file_, index};
    left_out_.AddHunk(change.new_path, key, hunk.blocked_by.value_or(key),
                      changed.text[i]);
  }
  if (!step->hunks.empty()) step->verdict = VerdictOf(step->hunks);
  if (!failed.empty()) NoteFailedHunks(changed, failed, *step);
}

void PatchApplier::NoteFailedHunks(const ChangedContent& changed,
                                   absl::Span<const int> failed,
                                   const FileStep& step) {
  Conflict conflict;
  conflict.kind = ConflictKind::kContent;
  conflict.path = step.new_path;
  conflict.patch = patch_name_;
  conflict.ours = step.before;
  conflict.message = absl::StrCat("hunk ", failed.front() + 1, " ",
                                  step.hunks[failed.front()].message);
  for (const int index : failed) {
    conflict.regions.push_back(RegionOf(changed.text[index], index));
  }
  conflicts_.push_back(std::move(conflict));
}

void PatchApplier::Fail(ConflictKind kind, absl::string_view message,
                        FileStep* step) {
  step->message = std::string(message);
  step->after = step->before;
  step->blocked_by = left_out_.FileNeeds(step->old_path, patch_);
  step->verdict =
      step->blocked_by.has_value() ? Verdict::kBlocked : Verdict::kConflict;
  for (HunkStep& hunk : step->hunks) hunk.verdict = step->verdict;
  const HunkKey key = {patch_, file_, -1};
  left_out_.AddFile(step->new_path, key, step->blocked_by.value_or(key));
  if (step->blocked_by.has_value()) return;
  Conflict conflict;
  conflict.kind = kind;
  conflict.path = step->new_path;
  conflict.patch = patch_name_;
  conflict.message = std::string(message);
  conflict.ours = step->before;
  if (step->old_path != step->new_path) conflict.base_path = step->old_path;
  conflicts_.push_back(std::move(conflict));
}

}  // namespace patchgraph
