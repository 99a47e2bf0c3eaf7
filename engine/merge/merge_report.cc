#include "engine/merge/merge_report.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/merge/conflict_text.h"
#include "engine/merge/tree_diff.h"
#include "engine/model/repo_path.h"

namespace patchgraph {

absl::Status MergeReport::Fill() {
  for (const auto& [from, to] : renames_.renamed(Side::kTheirs)) {
    theirs_origin_[to] = from;
  }
  for (const FollowingFile& file : run_.moved_files()) {
    moved_[file.from] = file.to;
  }
  for (const auto& [path, unused] : resolver_.conflicted()) {
    in_conflict_.insert(path);
  }
  absl::Status status = AddTakenWhole();
  if (!status.ok()) return status;
  AddEdits();
  AddMadeWay();
  AddStages();
  merge_.messages = run_.messages();
  std::stable_sort(merge_.messages.begin(), merge_.messages.end(),
                   [](const MergeMessage& a, const MergeMessage& b) {
                     return a.paths.front() < b.paths.front();
                   });
  AddConflicts();
  AddOutcomes();
  return absl::OkStatus();
}

// What theirs did below a folder that ours left as it was in the base.
absl::Status MergeReport::AddTakenWhole() {
  MergeState& state = run_.state();
  std::vector<PathChange> changes;
  for (const std::string& path : state.taken_whole) {
    const PathEntry& entry = *state.paths.Find(path);
    absl::Status status = DiffVersions(path, entry.versions[Side::kOurs],
                                       state.views[Side::kOurs], entry.result,
                                       state.views[Side::kTheirs], &changes);
    if (!status.ok()) return status;
  }
  for (PathChange& change : changes) {
    if (change.before.has_value()) {
      state.ours_files[change.path] = Version::File(change.before);
    }
    if (change.after.has_value()) {
      taken_files_[change.path] = Version::File(change.after);
    }
    state.theirs_changes.push_back(std::move(change));
  }
  return absl::OkStatus();
}

void MergeReport::AddEdits() {
  const auto& ours = run_.state().ours_files;
  for (const auto& [path, unused] : ours) {
    if (!resolver_.files().contains(path) && !taken_files_.contains(path)) {
      merge_.edits[path] = absl::nullopt;
    }
  }
  const auto put = [this, &ours](const std::string& path,
                                 const Version& version) {
    const auto present = ours.find(path);
    if (present == ours.end() || present->second != version) {
      merge_.edits[path] = version.file();
    }
  };
  for (const auto& [path, version] : taken_files_) put(path, version);
  for (const auto& [path, version] : resolver_.files()) put(path, version);
}

// The rename of a folder may bring files below another file, which gives way:
// silently with git, but not here.
void MergeReport::AddMadeWay() {
  for (const std::string& path : resolver_.made_way()) AddMadeWay(path);
  for (const FollowingFile& moved : run_.moved_files()) {
    if (!resolver_.files().contains(moved.to)) continue;
    for (absl::string_view parent = ParentDirectory(moved.to); !parent.empty();
         parent = ParentDirectory(parent)) {
      const std::string path(parent);
      if (!run_.state().IsUnchangedFile(path) || merge_.edits.count(path) > 0) {
        continue;
      }
      merge_.edits[path] = absl::nullopt;
      AddMadeWay(path);
    }
  }
}

void MergeReport::AddMadeWay(const std::string& path) {
  Conflict conflict;
  conflict.kind = ConflictKind::kDirectory;
  conflict.path = path;
  conflict.detail = std::string(Name(MergeEvent::kFileDirectory));
  conflict.message =
      absl::StrCat(path, " makes way for files of a renamed folder");
  merge_.conflicts.push_back(std::move(conflict));
}

void MergeReport::AddStages() {
  for (const auto& [path, entry] : resolver_.conflicted()) {
    for (const Side side : kAllSides) {
      if (!entry->files.Has(side)) continue;
      const absl::optional<FileState> file = entry->versions[side].file();
      merge_.stages.push_back(
          {path, static_cast<int>(side) + 1, file.value_or(FileState())});
    }
  }
}

const PathEntry* MergeReport::EntryAt(const std::string& path) const {
  const auto conflicted = resolver_.conflicted().find(path);
  if (conflicted != resolver_.conflicted().end()) return conflicted->second;
  return run_.state().paths.Find(path);
}

void MergeReport::AddConflicts() {
  absl::flat_hash_set<std::string> explained;
  for (const MergeMessage& message : merge_.messages) {
    if (!IsConflict(message.event)) continue;
    // "contents" after "binary" or "submodule" is the same conflict again.
    const std::string& path = message.paths.front();
    if (message.event == MergeEvent::kContents && explained.contains(path)) {
      continue;
    }
    if (message.event == MergeEvent::kBinary ||
        message.event == MergeEvent::kSubmoduleNotInitialized) {
      explained.insert(path);
    }
    merge_.conflicts.push_back(ConflictOf(message));
  }
  std::stable_sort(
      merge_.conflicts.begin(), merge_.conflicts.end(),
      [](const Conflict& a, const Conflict& b) { return a.path < b.path; });
}

ConflictKind MergeReport::KindOf(MergeEvent event,
                                 const PathEntry* entry) const {
  switch (event) {
    case MergeEvent::kBinary:
      return ConflictKind::kBinary;
    case MergeEvent::kFileDirectory:
      return ConflictKind::kDirectory;
    case MergeEvent::kDistinctModes:
    case MergeEvent::kSubmoduleNotInitialized:
      return ConflictKind::kSymlink;
    case MergeEvent::kModifyDelete:
      return entry != nullptr && entry->files.Has(Side::kTheirs)
                 ? ConflictKind::kModifyDelete
                 : ConflictKind::kDeleteModify;
    case MergeEvent::kContents:
    case MergeEvent::kAutoMerging:
      if (entry == nullptr) return ConflictKind::kContent;
      if (!entry->versions[Side::kOurs].IsPlainFile()) {
        return ConflictKind::kSymlink;
      }
      if (entry->text_merge == nullptr || entry->text_merge->merge.clean()) {
        return ConflictKind::kMode;
      }
      return entry->files.Has(Side::kBase) ? ConflictKind::kContent
                                           : ConflictKind::kAddAdd;
    case MergeEvent::kRenameRename:
    case MergeEvent::kRenameCollides:
    case MergeEvent::kRenameDelete:
    case MergeEvent::kFolderRenameSuggested:
    case MergeEvent::kFolderRenameSkipped:
    case MergeEvent::kFolderRenameFileInWay:
    case MergeEvent::kFolderRenameCollision:
    case MergeEvent::kFolderRenameSplit:
      return ConflictKind::kRename;
  }
  return ConflictKind::kContent;
}

Conflict MergeReport::ConflictOf(const MergeMessage& message) const {
  const PathEntry* entry = EntryAt(message.paths.front());
  Conflict conflict;
  conflict.kind = KindOf(message.event, entry);
  conflict.path = message.paths.front();
  conflict.detail = std::string(Name(message.event));
  conflict.message = Describe(message, conflict.kind);
  if (message.event == MergeEvent::kRenameRename) {
    conflict.base_path = message.paths[0];
    conflict.ours_path = message.paths[1];
    conflict.theirs_path = message.paths[2];
    for (const Side side : kAllSides) {
      const PathEntry* at = EntryAt(message.paths[static_cast<size_t>(side)]);
      if (at == nullptr) continue;
      (side == Side::kBase   ? conflict.base
       : side == Side::kOurs ? conflict.ours
                             : conflict.theirs) = at->versions[side].file();
    }
  } else if (entry != nullptr) {
    const auto name = [entry](Side side) {
      return entry->versions[side].IsFile() ? entry->names[side]
                                            : std::string();
    };
    conflict.base = entry->versions[Side::kBase].file();
    conflict.ours = entry->versions[Side::kOurs].file();
    conflict.theirs = entry->versions[Side::kTheirs].file();
    conflict.base_path = name(Side::kBase);
    conflict.ours_path = name(Side::kOurs);
    conflict.theirs_path = name(Side::kTheirs);
  }
  if (entry != nullptr && entry->text_merge != nullptr) {
    conflict.regions = RegionsOf(entry->text_merge->merge);
  }
  return conflict;
}

void MergeReport::AddOutcomes() {
  std::vector<PathChange>& changes = run_.state().theirs_changes;
  std::sort(
      changes.begin(), changes.end(),
      [](const PathChange& a, const PathChange& b) { return a.path < b.path; });
  changes.erase(std::unique(changes.begin(), changes.end(),
                            [](const PathChange& a, const PathChange& b) {
                              return a.path == b.path;
                            }),
                changes.end());
  for (const PathChange& change : changes) {
    // The old path of a rename is told of at the new one.
    if (!change.after.has_value() &&
        renames_.renamed(Side::kTheirs).contains(change.path)) {
      continue;
    }
    merge_.outcomes.push_back(OutcomeOf(change));
  }
}

PathOutcome MergeReport::OutcomeOf(const PathChange& change) const {
  PathOutcome outcome;
  if (change.before.has_value()) outcome.base_path = change.path;
  if (change.after.has_value()) outcome.theirs_path = change.path;
  std::string path = change.path;
  if (const auto moved = moved_.find(path);
      moved != moved_.end() && !change.before.has_value()) {
    path = moved->second;
  }
  if (const auto origin = theirs_origin_.find(path);
      origin != theirs_origin_.end()) {
    outcome.base_path = origin->second;
  } else if (const auto renamed = renames_.renamed(Side::kOurs).find(path);
             renamed != renames_.renamed(Side::kOurs).end() &&
             change.before.has_value()) {
    path = renamed->second;  // ours has the file under another name
  }

  const auto ours = run_.state().ours_files.find(path);
  const Version before_merge =
      ours == run_.state().ours_files.end() ? Version() : ours->second;
  const Version theirs = Version::File(change.after);
  Version result;
  if (const auto taken = taken_files_.find(path); taken != taken_files_.end()) {
    result = taken->second;
    outcome.result_path = path;
  } else if (const PathEntry* entry = EntryAt(path); entry != nullptr) {
    outcome.text = entry->text_merge;
    outcome.result_path = entry->settled_at;
    if (!entry->gone) result = entry->result;
    if (!entry->settled) outcome.how = PathOutcome::How::kConflict;
  }
  if (in_conflict_.contains(path) ||
      outcome.how == PathOutcome::How::kConflict) {
    outcome.how = PathOutcome::How::kConflict;
  } else if (before_merge == theirs) {
    outcome.how = PathOutcome::How::kAlreadyThere;
  } else if (result == theirs) {
    outcome.how = PathOutcome::How::kTaken;
  } else {
    outcome.how = PathOutcome::How::kMerged;
  }
  return outcome;
}

}  // namespace patchgraph
