#include "engine/check/stack_mover.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/apply/compare_files.h"
#include "engine/check/moved_hunks.h"
#include "engine/check/settle_regions.h"
#include "engine/text/merge.h"

namespace patchgraph {
namespace {

constexpr int kWholeFile = -1;

// Every hunk shares the fate of the file.
MovedFile AllHunks(const FileStep& step, Verdict verdict, std::string path) {
  MovedFile moved;
  moved.verdict = verdict;
  moved.path = std::move(path);
  const bool there = verdict == Verdict::kUpstream;
  moved.hunks = UnmovedHunks(step.hunks, there);
  return moved;
}

}  // namespace

StackMover::StackMover(std::shared_ptr<const Tree> base,
                       std::shared_ptr<const Tree> onto,
                       std::vector<std::string> touched,
                       const CheckOptions& options)
    : options_(options),
      result_(std::make_shared<Overlay>(onto, onto->name())),
      renames_(std::move(base), std::move(onto), std::move(touched)) {}

absl::StatusOr<MovedPatch> StackMover::Move(const PatchStep& patch) {
  ++patch_;
  patch_name_ = patch.name;
  sparse_ = patch.sparse;
  MovedPatch moved;
  std::vector<Verdict> verdicts;
  last_changes_.clear();
  for (size_t i = 0; i < patch.files.size(); ++i) {
    const FileStep& step = patch.files[i];
    file_ = static_cast<int>(i);
    changes_.clear();
    auto file = options_.landed.count(patch_) > 0
                    ? AllHunks(step, Verdict::kUpstream, step.new_path)
                    : MoveFile(step);
    if (!file.ok()) return file.status();
    for (PathChange& change : changes_) {
      auto after = FindFile(*result_, change.path);
      if (!after.ok()) return after.status();
      change.after = *std::move(after);
    }
    last_changes_.push_back(std::move(changes_));
    NoteLeftOut(step, *file);
    const absl::Status advanced = origins_.Advance(step, {patch_, file_, 0});
    if (!advanced.ok()) return advanced;
    verdicts.push_back(file->verdict);
    moved.files.push_back(*std::move(file));
  }
  moved.verdict = Combine(verdicts);
  return moved;
}

void StackMover::TakeBack(const PatchStep& patch, const MovedPatch& moved) {
  for (auto file = last_changes_.rbegin(); file != last_changes_.rend();
       ++file) {
    for (const PathChange& change : *file) {
      if (change.before.has_value()) {
        result_->Put(change.path, *change.before);
      } else {
        result_->Remove(change.path);
      }
    }
    file->clear();
  }
  for (size_t f = 0; f < moved.files.size(); ++f) {
    const FileStep& step = patch.files[f];
    const HunkKey whole = {patch_, static_cast<int>(f), kWholeFile};
    std::vector<LeftOut>& left_out = left_out_[step.new_path];
    if (step.hunks.empty()) left_out.push_back({whole, whole});
    for (size_t i = 0; i < step.hunks.size(); ++i) {
      if (IsLeftOut(moved.files[f].hunks[i].verdict)) continue;
      const HunkKey key = {patch_, static_cast<int>(f), static_cast<int>(i)};
      left_out.push_back({key, key});
    }
  }
}

absl::Status StackMover::NoteBefore(absl::string_view path) {
  for (const PathChange& change : changes_) {
    if (change.path == path) return absl::OkStatus();
  }
  auto before = FindFile(*result_, path);
  if (!before.ok()) return before.status();
  changes_.push_back({std::string(path), *std::move(before), absl::nullopt});
  return absl::OkStatus();
}

absl::Status StackMover::Put(absl::string_view path, FileState state) {
  absl::Status noted = NoteBefore(path);
  if (noted.ok()) result_->Put(path, std::move(state));
  return noted;
}

absl::Status StackMover::Remove(absl::string_view path) {
  absl::Status noted = NoteBefore(path);
  if (noted.ok()) result_->Remove(path);
  return noted;
}

absl::StatusOr<MovedFile> StackMover::MoveFile(const FileStep& step) {
  if (!step.Changes()) {
    // It has its verdict from the base, and there is no change to carry over.
    MovedFile moved = AllHunks(step, step.verdict, "");
    moved.blocked_by = step.blocked_by;
    return moved;
  }
  if (!step.after.has_value()) return MoveDeleted(step);
  if (!step.before.has_value() || step.kind == FileChange::Kind::kCopy) {
    return MoveAdded(step);
  }
  if (step.old_path != step.new_path) return MoveRenamed(step);
  return MoveModified(step);
}

absl::StatusOr<absl::optional<std::string>> StackMover::Locate(
    absl::string_view path) {
  const auto known = location_.find(path);
  const std::string place =
      known == location_.end() ? std::string(path) : known->second;
  const auto there = FindFile(*result_, place);
  if (!there.ok()) return there.status();
  if (there->has_value()) return absl::optional<std::string>(place);
  if (known != location_.end()) return absl::nullopt;
  auto renamed = renames_.RenamedTo(path);
  if (!renamed.ok() || !renamed->has_value()) return renamed;
  location_.emplace(std::string(path), **renamed);
  return renamed;
}

absl::StatusOr<absl::optional<StackMover::Obstacle>> StackMover::FindObstacle(
    absl::string_view path) const {
  const auto file = FileInTheWay(*result_, path);
  if (!file.ok()) return file.status();
  if (file->has_value()) {
    const auto state = FindFile(*result_, **file);
    if (!state.ok()) return state.status();
    const bool link =
        state->has_value() && (*state)->mode == FileMode::kSymlink;
    return absl::optional<Obstacle>(
        {ConflictKind::kDirectory,
         absl::StrCat(**file, link ? " is a symlink" : " is a file",
                      " there, not a folder")});
  }
  const auto node = result_->Find(path);
  if (!node.ok()) return node.status();
  if (node->has_value() && (*node)->is_directory) {
    return absl::optional<Obstacle>(
        {ConflictKind::kDirectory, "a folder of this name is there"});
  }
  return absl::nullopt;
}

absl::StatusOr<MovedFile> StackMover::MoveAdded(const FileStep& step) {
  const auto moved_folder = renames_.NewFileGoesTo(step.new_path);
  if (!moved_folder.ok()) return moved_folder.status();
  const std::string path = moved_folder->value_or(step.new_path);
  const auto obstacle = FindObstacle(path);
  if (!obstacle.ok()) return obstacle.status();
  if (obstacle->has_value()) {
    return LeaveOut(step, (*obstacle)->kind, "file/directory",
                    (*obstacle)->message, absl::nullopt);
  }
  const auto ours = FindFile(*result_, path);
  if (!ours.ok()) return ours.status();
  if (ours->has_value() && *ours != step.after) {
    if ((*ours)->blob != step.after->blob) {
      return MoveAddedTwice(step, **ours, path);
    }
    return LeaveOut(step, ConflictKind::kMode, "add/add",
                    "both sides add this file, with different modes", *ours);
  }
  if (absl::Status put = Put(path, *step.after); !put.ok()) return put;
  MovedFile moved = AllHunks(
      step, ours->has_value() ? Verdict::kUpstream : Verdict::kClean, path);
  if (path == step.new_path) return moved;
  location_[step.new_path] = path;
  Conflict conflict;
  conflict.kind = ConflictKind::kRename;
  conflict.detail = "file location";
  conflict.message =
      absl::StrCat("the folder it is added to was renamed: ", step.new_path,
                   " would go to ", path);
  AddConflict(std::move(conflict), path, step);
  moved.verdict = Verdict::kConflict;
  return moved;
}

absl::StatusOr<MovedFile> StackMover::MoveDeleted(const FileStep& step) {
  const auto place = Locate(step.old_path);
  if (!place.ok()) return place.status();
  if (!place->has_value()) return AllHunks(step, Verdict::kUpstream, "");
  const auto ours = FindFile(*result_, **place);
  if (!ours.ok()) return ours.status();
  if (*ours != step.before) {
    return LeaveOut(step, ConflictKind::kDeleteModify, "modify/delete",
                    absl::StrCat("the stack deletes a file that ",
                                 result_->name(), " has changed"),
                    *ours);
  }
  if (**place != step.old_path) {
    return LeaveOut(step, ConflictKind::kRename, "rename/delete",
                    absl::StrCat("the stack deletes a file that ",
                                 result_->name(), " has renamed to ", **place),
                    *ours);
  }
  if (absl::Status removed = Remove(**place); !removed.ok()) return removed;
  return AllHunks(step, Verdict::kClean, **place);
}

absl::StatusOr<MovedFile> StackMover::MoveModified(const FileStep& step) {
  const auto place = Locate(step.old_path);
  if (!place.ok()) return place.status();
  if (!place->has_value()) {
    const auto obstacle = FindObstacle(step.old_path);
    if (!obstacle.ok()) return obstacle.status();
    if (obstacle->has_value()) {
      return LeaveOut(step, (*obstacle)->kind, "file/directory",
                      (*obstacle)->message, absl::nullopt);
    }
    return LeaveOut(step, ConflictKind::kModifyDelete, "modify/delete",
                    absl::StrCat("the stack modifies a file that ",
                                 result_->name(), " has deleted"),
                    absl::nullopt);
  }
  const auto ours = FindFile(*result_, **place);
  if (!ours.ok()) return ours.status();
  return MoveText(step, **ours, **place);
}

absl::StatusOr<MovedFile> StackMover::MoveRenamed(const FileStep& step) {
  const auto place = Locate(step.old_path);
  if (!place.ok()) return place.status();
  if (!place->has_value()) {
    return LeaveOut(step, ConflictKind::kRename, "rename/delete",
                    absl::StrCat("the stack renames a file that ",
                                 result_->name(), " has deleted"),
                    absl::nullopt);
  }
  const auto ours = FindFile(*result_, **place);
  if (!ours.ok()) return ours.status();
  if (**place == step.new_path) {
    auto moved = MoveText(step, **ours, **place);
    if (moved.ok() && moved->verdict == Verdict::kEmpty) {
      moved->verdict = Verdict::kUpstream;
    }
    return moved;
  }

  Conflict conflict;
  conflict.kind = ConflictKind::kRename;
  conflict.base = step.before;
  conflict.ours = *ours;
  conflict.theirs = step.after;
  if (**place != step.old_path) {
    conflict.detail = "rename/rename";
    conflict.message =
        absl::StrCat("the stack renames ", step.old_path, " to ", step.new_path,
                     ", and ", result_->name(), " to ", **place);
  } else {
    const auto obstacle = FindObstacle(step.new_path);
    if (!obstacle.ok()) return obstacle.status();
    const auto target = FindFile(*result_, step.new_path);
    if (!target.ok()) return target.status();
    if (obstacle->has_value() || target->has_value()) {
      conflict.detail = "rename/add";
      conflict.message =
          absl::StrCat("the stack renames ", step.old_path, " to a name that ",
                       result_->name(), " has given to another file");
    }
  }
  if (conflict.message.empty()) {
    if (absl::Status removed = Remove(**place); !removed.ok()) return removed;
    if (absl::Status put = Put(step.new_path, **ours); !put.ok()) return put;
    auto moved = MoveText(step, **ours, step.new_path);
    // A new name is a change, even where the content is there already.
    if (moved.ok()) moved->verdict = std::max(moved->verdict, Verdict::kClean);
    return moved;
  }
  // The content goes on under the target's name.
  location_[step.new_path] = **place;
  auto moved = MoveText(step, **ours, **place);
  if (!moved.ok()) return moved.status();
  AddConflict(std::move(conflict), step.new_path, step);
  moved->verdict = Verdict::kConflict;
  return moved;
}

absl::StatusOr<MovedFile> StackMover::MoveText(const FileStep& step,
                                               const FileState& ours,
                                               const std::string& path) {
  const auto waits_for = [&](LineRange range) {
    const std::vector<HunkKey> wrote = origins_.Touching(step.old_path, range);
    const auto left_out = left_out_.find(step.old_path);
    absl::optional<HunkKey> found;
    if (left_out == left_out_.end()) return found;
    for (const HunkKey& key : wrote) {
      for (const LeftOut& left : left_out->second) {
        const bool same =
            left.part.patch == key.patch && left.part.file == key.file &&
            (left.part.hunk == key.hunk || left.part.hunk == kWholeFile);
        if (same) found = left.conflict;
      }
    }
    return found;
  };
  MoveContentOptions options;
  options.max_fuzz = options_.fuzz;
  options.find_candidates = !sparse_;
  options.resolve = options_.resolve;
  options.path = path;
  options.histories = options_.histories;
  auto content = MoveContent(step, ours, options, waits_for);
  if (!content.ok()) return content.status();
  MovedFile moved;
  moved.verdict = content->verdict;
  moved.hunks = std::move(content->hunks);
  moved.path = path;
  if (absl::Status put = Put(path, content->result); !put.ok()) return put;
  for (RegionResolution& resolution : content->resolutions) {
    resolution.path = path;
    resolution.patch = patch_name_;
    resolutions_.push_back(std::move(resolution));
  }
  if (content->conflict.has_value()) {
    AddConflict(*std::move(content->conflict), path, step);
  }
  return moved;
}

absl::StatusOr<MovedFile> StackMover::MoveAddedTwice(const FileStep& step,
                                                     const FileState& ours,
                                                     const std::string& path) {
  MovedFile moved =
      LeaveOut(step, ConflictKind::kAddAdd, "add/add",
               "both sides add this file, with different content", ours);
  if (moved.verdict != Verdict::kConflict) return moved;
  for (const FileState* file : {&ours, &*step.after}) {
    const auto text = IsText(*file);
    if (!text.ok()) return text.status();
    if (!*text) return moved;
  }
  const auto our_bytes = ours.blob.Read();
  if (!our_bytes.ok()) return our_bytes.status();
  const auto their_bytes = step.after->blob.Read();
  if (!their_bytes.ok()) return their_bytes.status();
  const FileMerge merge = Merge("", **our_bytes, **their_bytes);
  conflicts_.back().regions = RegionsOf(step.hunks, merge);
  // Where its folder was renamed, or the modes differ, lines are not all.
  if (options_.resolve == AutoMode::kOff || path != step.new_path ||
      ours.mode != step.after->mode) {
    return moved;
  }
  const auto settled = SettleAdded(step, ours, merge, &moved);
  if (!settled.ok()) return settled.status();
  if (*settled) conflicts_.pop_back();
  return moved;
}

absl::StatusOr<bool> StackMover::SettleAdded(const FileStep& step,
                                             const FileState& ours,
                                             const FileMerge& merge,
                                             MovedFile* moved) {
  RegionsToSettle what;
  what.resolve = options_.resolve;
  what.path = step.new_path;
  what.histories = options_.histories;
  SettledRegions regions = SettleRegions(step.hunks, merge, what);
  const bool whole =
      regions.any() && RegionsOf(step.hunks, merge, regions.settled).empty();
  for (SettledRegions::Entry& entry : regions.resolutions) {
    RegionResolution& resolution = entry.resolution;
    resolution.applied = resolution.applied && whole;
    resolution.path = step.new_path;
    resolution.patch = patch_name_;
    resolutions_.push_back(resolution);
  }
  if (!whole) return false;
  FileState state = ours;
  state.blob = Blob::FromBytes(TextOf(merge, regions));
  const absl::Status put = Put(step.new_path, std::move(state));
  if (!put.ok()) return put;
  moved->hunks = MoveHunks(step.hunks, merge, regions.settled);
  moved->verdict = Verdict::kResolved;
  moved->path = step.new_path;
  return true;
}

MovedFile StackMover::LeaveOut(const FileStep& step, ConflictKind kind,
                               absl::string_view detail,
                               absl::string_view message,
                               const absl::optional<FileState>& ours) {
  MovedFile moved;
  moved.blocked_by = LeftOutPart(step.old_path);
  moved.verdict =
      moved.blocked_by.has_value() ? Verdict::kBlocked : Verdict::kConflict;
  moved.hunks.resize(step.hunks.size());
  for (MovedHunk& hunk : moved.hunks) {
    hunk.verdict = moved.verdict;
    hunk.blocked_by = moved.blocked_by;
  }
  if (moved.blocked_by.has_value()) return moved;
  Conflict conflict;
  conflict.kind = kind;
  conflict.detail = std::string(detail);
  conflict.message = std::string(message);
  conflict.base = step.before;
  conflict.ours = ours;
  conflict.theirs = step.after;
  AddConflict(std::move(conflict), step.new_path, step);
  return moved;
}

void StackMover::AddConflict(Conflict conflict, absl::string_view path,
                             const FileStep& step) {
  conflict.path = std::string(path);
  conflict.patch = patch_name_;
  if (step.new_path != path) conflict.theirs_path = step.new_path;
  if (step.old_path != path) conflict.base_path = step.old_path;
  conflicts_.push_back(std::move(conflict));
}

void StackMover::NoteLeftOut(const FileStep& step, const MovedFile& moved) {
  if (step.old_path != step.new_path) {
    // What was left out of a file goes with it to its new name.
    const auto known = left_out_.find(step.old_path);
    if (known != left_out_.end()) left_out_[step.new_path] = known->second;
  }
  bool any_hunk = false;
  for (size_t i = 0; i < moved.hunks.size(); ++i) {
    if (!IsLeftOut(moved.hunks[i].verdict)) continue;
    any_hunk = true;
    const HunkKey key = {patch_, file_, static_cast<int>(i)};
    left_out_[step.new_path].push_back(
        {key, moved.hunks[i].blocked_by.value_or(key)});
  }
  // A conflict about the file's place leaves nothing out.
  if (!any_hunk && IsLeftOut(moved.verdict) && moved.path.empty()) {
    const HunkKey key = {patch_, file_, kWholeFile};
    left_out_[step.new_path].push_back({key, moved.blocked_by.value_or(key)});
  }
}

absl::optional<HunkKey> StackMover::LeftOutPart(absl::string_view path) const {
  const auto known = left_out_.find(path);
  if (known == left_out_.end() || known->second.empty()) return absl::nullopt;
  return known->second.front().conflict;
}

}  // namespace patchgraph
