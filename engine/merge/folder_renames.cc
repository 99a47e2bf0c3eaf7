#include "engine/merge/folder_renames.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/model/repo_path.h"

namespace patchgraph {

void FolderRenames::Say(MergeEvent event, std::vector<std::string> paths) {
  messages_->push_back({event, std::move(paths)});
}

void FolderRenames::Decide() {
  for (const Side side : kChangingSides) DecideSide(side);
  // A folder that both sides renamed moves nothing.
  auto& ours = state_->renames[Side::kOurs].folder_renames;
  auto& theirs = state_->renames[Side::kTheirs].folder_renames;
  for (auto entry = ours.begin(); entry != ours.end();) {
    if (theirs.erase(entry->first) > 0) {
      ours.erase(entry++);
    } else {
      ++entry;
    }
  }
}

void FolderRenames::DecideSide(Side side) {
  SideRenames& renames = state_->renames[side];
  std::vector<std::string> unclear;
  for (const auto& [folder, votes] : renames.folder_votes) {
    int most = 0;
    bool shared = false;
    std::string target;
    votes.ForEach([&](const std::string& candidate, int count) {
      if (count > most) {
        most = count;
        target = candidate;
        shared = false;
      } else if (count == most) {
        shared = true;
      }
    });
    if (most == 0) continue;
    if (shared) {
      unclear.push_back(folder);
    } else {
      renames.folder_renames[folder] = target;
    }
  }
  std::sort(unclear.begin(), unclear.end());
  for (const std::string& folder : unclear) {
    Say(MergeEvent::kFolderRenameSplit, {folder});
    clean_ = false;
  }
}

absl::optional<FolderRenames::FolderRename> FolderRenames::RenameAbove(
    Side renaming_side, const std::string& path) const {
  const auto& folder_renames = state_->renames[renaming_side].folder_renames;
  for (absl::string_view folder = ParentDirectory(path); !folder.empty();
       folder = ParentDirectory(folder)) {
    const auto rename = folder_renames.find(folder);
    if (rename != folder_renames.end()) {
      return FolderRename{rename->first, rename->second};
    }
  }
  return absl::nullopt;
}

std::string FolderRenames::MoveAlong(const FolderRename& rename,
                                     const std::string& path) {
  return JoinPath(rename.to,
                  absl::string_view(path).substr(rename.from.size() + 1));
}

void FolderRenames::ComputeArrivals(Side side) {
  const Side renamer = OtherSide(side);
  if (state_->renames[renamer].folder_renames.empty()) return;
  for (const FilePair& pair : state_->renames[side].pairs) {
    if (pair.status == FilePair::Status::kDeleted) continue;
    const auto rename = RenameAbove(renamer, pair.to);
    if (!rename.has_value()) continue;
    std::vector<std::string>& from =
        arrivals_[side][MoveAlong(*rename, pair.to)].from;
    const auto place = std::lower_bound(from.begin(), from.end(), pair.to);
    if (place == from.end() || *place != pair.to) from.insert(place, pair.to);
  }
}

std::vector<SideRename> FolderRenames::Apply() {
  for (const Side side : kChangingSides) ComputeArrivals(side);
  std::vector<SideRename> all;
  for (const Side side : kChangingSides) {
    for (FilePair& pair : state_->renames[side].pairs) {
      if (pair.status == FilePair::Status::kDeleted) continue;
      const absl::optional<std::string> place = NewPlace(side, pair.to);
      if (!place.has_value() && pair.status != FilePair::Status::kRenamed) {
        continue;
      }
      if (place.has_value()) {
        Move(side, pair.to, *place);
        moved_.push_back({side, pair.to, *place});
        pair.to = *place;
      }
      all.push_back({side, pair});
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const SideRename& a, const SideRename& b) {
                     return a.pair.from < b.pair.from;
                   });
  return all;
}

absl::optional<std::string> FolderRenames::NewPlace(Side side,
                                                    const std::string& path) {
  const Side renamer = OtherSide(side);
  if (state_->renames[renamer].folder_renames.empty() ||
      arrivals_[renamer].contains(path)) {
    return absl::nullopt;
  }
  // What the other side has there too, or has moved along already, stays.
  const PathEntry* entry = state_->paths.Find(path);
  if (entry == nullptr || entry->files != SideSet{side}) return absl::nullopt;
  const auto rename = RenameAbove(renamer, path);
  if (!rename.has_value()) return absl::nullopt;
  // Our own side moved that folder on: the file must not be moved into it.
  if (state_->renames[side].folder_renames.contains(rename->to)) {
    Say(MergeEvent::kFolderRenameSkipped, {rename->from, path, rename->to});
    return absl::nullopt;
  }
  const std::string new_path = MoveAlong(*rename, path);
  Arrivals& arrivals = arrivals_[side][new_path];
  const bool in_the_way = !arrivals.reported && IsInTheWay(side, new_path);
  if (!arrivals.reported && !in_the_way && arrivals.from.size() <= 1) {
    return new_path;
  }
  if (!arrivals.reported) {
    std::vector<std::string> paths = {new_path};
    paths.insert(paths.end(), arrivals.from.begin(), arrivals.from.end());
    Say(in_the_way ? MergeEvent::kFolderRenameFileInWay
                   : MergeEvent::kFolderRenameCollision,
        std::move(paths));
    arrivals.reported = true;
  }
  clean_ = false;
  return absl::nullopt;
}

bool FolderRenames::IsInTheWay(Side side, const std::string& path) const {
  const PathEntry* entry = state_->paths.Find(path);
  if (entry == nullptr) return state_->IsUnchanged(path);
  return entry->settled || entry->files.Has(side) || entry->folders.Has(side);
}

// Puts the file's entry at its new place, together with what is there.
void FolderRenames::Move(Side side, const std::string& path,
                         const std::string& new_path) {
  AddFolders(new_path, state_->paths.Find(path)->files);
  PathEntry* moved = Detach(path);
  PathEntry* present = state_->paths.Find(new_path);
  if (present == nullptr) {
    state_->paths.Put(new_path, moved);
    present = moved;
  } else {
    present->files = present->files.With(moved->files);
    if (!present->folders.empty()) present->file_meets_folder = true;
    present->names[side] = moved->names[side];
    present->versions[side] = moved->versions[side];
  }
  present->path_in_conflict = true;
  Say(MergeEvent::kFolderRenameSuggested, {new_path, path});
}

// Takes the entry of an added file out of the table.
PathEntry* FolderRenames::Detach(const std::string& path) {
  PathEntry* entry = state_->paths.Find(path);
  if (entry->folders.empty()) {
    state_->paths.Take(path);
    return entry;
  }
  // The base has a folder here, which stays until its files are done.
  PathEntry* file = state_->paths.New();
  *file = *entry;
  file->folders = {};
  file->versions[Side::kBase] = Version();
  entry->files = {};
  entry->settled = true;
  for (const Side side : kAllSides) {
    if (!entry->folders.Has(side)) entry->versions[side] = Version();
  }
  return file;
}

// The folders above a new path, where the table does not have them.
void FolderRenames::AddFolders(const std::string& path, SideSet sides) {
  for (absl::string_view folder = ParentDirectory(path); !folder.empty();
       folder = ParentDirectory(folder)) {
    if (state_->paths.Find(folder) != nullptr || state_->IsUnchanged(folder)) {
      return;
    }
    PathEntry* entry = state_->paths.New();
    entry->folders = sides;
    state_->paths.Put(folder, entry);
  }
}

}  // namespace patchgraph
