#include "engine/merge/merge_walk.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

constexpr SideSet kBaseAndOurs = {Side::kBase, Side::kOurs};
constexpr SideSet kBaseAndTheirs = {Side::kBase, Side::kTheirs};
constexpr SideSet kOursAndTheirs = {Side::kOurs, Side::kTheirs};
constexpr SideSet kOnlyOurs = {Side::kOurs};
constexpr SideSet kOnlyTheirs = {Side::kTheirs};

// Which sides have the same thing at a path; nothing equals nothing at all.
SideSet EqualSides(const PerSide<const Version*>& versions) {
  const auto equal = [&versions](Side a, Side b) {
    return versions[a] != nullptr && versions[b] != nullptr &&
           *versions[a] == *versions[b];
  };
  const bool ours_is_base = equal(Side::kBase, Side::kOurs);
  const bool theirs_is_base = equal(Side::kBase, Side::kTheirs);
  if (ours_is_base && theirs_is_base) return SideSet::All();
  if (ours_is_base) return kBaseAndOurs;
  if (theirs_is_base) return kBaseAndTheirs;
  if (equal(Side::kOurs, Side::kTheirs)) return kOursAndTheirs;
  return {};
}

// Goes through one listing in git's order, but gives out an entry early where
// another listing has come to its name already: a folder stands behind files
// that a file of the same name stands before ("mm" and "mm-old").
class ListingCursor {
 public:
  explicit ListingCursor(const Listing& listing) : listing_(listing) {}

  // The next entry that was not given out; null at the end.
  const ListedVersion* Next() {
    while (next_ < listing_.size() && IsTaken(next_)) ++next_;
    return next_ < listing_.size() ? &listing_[next_] : nullptr;
  }

  // The entry of this name, which no remaining one comes before by plain name;
  // null if there is none.
  const Version* Take(absl::string_view name) {
    for (size_t i = next_; i < listing_.size(); ++i) {
      const std::string& candidate = listing_[i].name;
      if (candidate == name && !IsTaken(i)) {
        taken_early_.push_back(i);
        return &listing_[i].version;
      }
      const bool may_hide_it =
          candidate < name ||
          (absl::StartsWith(candidate, name) &&
           candidate.size() > name.size() &&
           static_cast<unsigned char>(candidate[name.size()]) < '/');
      if (!may_hide_it) break;
    }
    return nullptr;
  }

 private:
  bool IsTaken(size_t index) {
    const auto taken =
        std::find(taken_early_.begin(), taken_early_.end(), index);
    if (taken == taken_early_.end()) return false;
    if (index == next_) taken_early_.erase(taken);
    return true;
  }

  const Listing& listing_;
  size_t next_ = 0;
  std::vector<size_t> taken_early_;  // at or behind next_
};

// The version of the base in a folder that the walk has been in.
Version WalkedVersion(const MergeState& state, absl::string_view path) {
  if (state.paths.Find(path) != nullptr ||
      !state.paths.IsWalked(ParentDirectory(path))) {
    return Version();
  }
  // The folder has been read: this cannot fail.
  return state.views[Side::kBase]->Find(std::string(path)).value_or(Version());
}

}  // namespace

bool MergeState::IsUnchanged(absl::string_view path) const {
  return WalkedVersion(*this, path).exists();
}

bool MergeState::IsUnchangedFile(absl::string_view path) const {
  return WalkedVersion(*this, path).IsFile();
}

absl::Status MergeWalk::Run() {
  PerSide<Version> roots;
  for (const Side side : kAllSides) roots[side] = Version::Folder(ObjectId());
  absl::Status status = WalkFolder("", roots);
  if (!status.ok()) return status;
  const size_t paths_before = state_->paths.paths_walked();
  size_t paths_after = 0;
  for (const Side side : kChangingSides) {
    absl::Status deferred = WalkDeferred(side);
    if (!deferred.ok()) return deferred;
    if (!state_->renames[side].deferred.allowed || paths_after > 0) {
      paths_after = state_->paths.paths_walked();
    }
  }
  // git's own measure of when to start anew.
  state_->worth_a_second_round =
      !second_round_ && paths_before > 0 && paths_after / paths_before >= 3;
  return absl::OkStatus();
}

absl::StatusOr<std::vector<MergeWalk::Row>> MergeWalk::Rows(
    const std::string& folder, const PerSide<Version>& versions) {
  static const Listing kEmpty;
  PerSide<const Listing*> listings;
  for (const Side side : kAllSides) {
    listings[side] = &kEmpty;
    if (!versions[side].IsFolder()) continue;
    // A folder equal to the base's is not read again.
    if (side != Side::kBase && versions[side] == versions[Side::kBase] &&
        !versions[side].tree_id.IsNull()) {
      listings[side] = listings[Side::kBase];
      continue;
    }
    auto listing = state_->views[side]->List(folder, versions[side].tree_id);
    if (!listing.ok()) return listing.status();
    listings[side] = *listing;
  }
  PerSide<ListingCursor*> cursors;
  ListingCursor base(*listings[Side::kBase]);
  ListingCursor ours(*listings[Side::kOurs]);
  ListingCursor theirs(*listings[Side::kTheirs]);
  cursors[Side::kBase] = &base;
  cursors[Side::kOurs] = &ours;
  cursors[Side::kTheirs] = &theirs;

  std::vector<Row> rows;
  for (;;) {
    Row row;
    for (const Side side : kAllSides) {
      const ListedVersion* next = cursors[side]->Next();
      if (next != nullptr && (row.name == nullptr || next->name < *row.name)) {
        row.name = &next->name;
      }
    }
    if (row.name == nullptr) return rows;
    for (const Side side : kAllSides) {
      const Version* version = cursors[side]->Take(*row.name);
      row.versions[side] = version;
      if (version == nullptr) continue;
      (version->IsFolder() ? row.folders : row.files).Add(side);
    }
    row.equal = EqualSides(row.versions);
    rows.push_back(row);
  }
}

absl::Status MergeWalk::WalkFolder(const std::string& folder,
                                   const PerSide<Version>& versions) {
  state_->paths.AddWalked(folder);
  auto rows = Rows(folder, versions);
  if (!rows.ok()) return rows.status();
  if (watch_ == kOnlyOurs || watch_ == kOnlyTheirs) {
    for (const Row& row : *rows) {
      if (row.files != watch_) continue;
      watch_ = SideSet::All();
      break;
    }
  }
  size_t unchanged = 0;
  for (const Row& row : *rows) {
    if (row.equal == SideSet::All()) {
      ++unchanged;
      continue;
    }
    absl::Status status = Visit(folder, row);
    if (!status.ok()) return status;
  }
  state_->paths.AddUnchanged(folder, unchanged);
  return absl::OkStatus();
}

absl::Status MergeWalk::Visit(const std::string& folder, const Row& row) {
  const std::string path = JoinPath(folder, *row.name);
  const auto file_of = [&row](Side side) {
    return row.files.Has(side) ? *row.versions[side] : Version();
  };
  if (row.files.Has(Side::kOurs)) {
    state_->ours_files[path] = *row.versions[Side::kOurs];
  }
  const bool theirs_changed = row.equal != kBaseAndTheirs &&
                              file_of(Side::kBase) != file_of(Side::kTheirs);
  if (theirs_changed) {
    state_->theirs_changes.push_back(
        {path, file_of(Side::kBase).file(), file_of(Side::kTheirs).file()});
  }
  if (Settle(path, row)) return absl::OkStatus();

  const SideSet watch_before = watch_;
  NoteForRenames(folder, path, row);

  PathEntry* entry = state_->paths.New();
  for (const Side side : kAllSides) {
    if (row.versions[side] != nullptr) {
      entry->versions[side] = *row.versions[side];
    }
    entry->names[side] = path;
  }
  entry->files = row.files;
  entry->folders = row.folders;
  entry->equal = row.equal;
  entry->file_meets_folder = !row.files.empty() && !row.folders.empty();
  entry->gone = !row.folders.empty();  // until something below it is left
  state_->paths.Put(path, entry);

  if (row.folders.empty() || Defer(path, row, watch_before, entry)) {
    return absl::OkStatus();
  }
  entry->equal = entry->equal.And(entry->files);
  absl::Status status = WalkFolder(path, entry->versions);
  watch_ = watch_before;
  return status;
}

// A file on all sides that at most one of them changed, or both alike.
bool MergeWalk::Settle(const std::string& path, const Row& row) {
  if (row.files != SideSet::All() || row.equal.empty()) return false;
  PathEntry* entry = state_->paths.New();
  entry->settled = true;
  entry->result =
      *row.versions[row.equal == kBaseAndOurs ? Side::kTheirs : Side::kOurs];
  state_->paths.Put(path, entry);
  return true;
}

void MergeWalk::NoteForRenames(const std::string& folder,
                               const std::string& path, const Row& row) {
  NoteRemovedFolder(path, row.folders);
  if (watch_ == SideSet::All() &&
      (row.files == kOnlyOurs || row.files == kOnlyTheirs)) {
    const Side adder = row.files == kOnlyOurs ? Side::kOurs : Side::kTheirs;
    state_->renames[OtherSide(adder)].removed_folders[folder] =
        FolderRelevance::kForItself;
  }
  if (row.files.empty() || row.files == SideSet::All()) return;
  for (const Side side : kChangingSides) {
    if (row.files.Has(Side::kBase) != row.files.Has(side)) {
      AddPair(side, row.files.Has(side), path, row);
    }
  }
}

void MergeWalk::NoteRemovedFolder(const std::string& path, SideSet folders) {
  if (watch_ != SideSet::All() &&
      (folders == kBaseAndOurs || folders == kBaseAndTheirs)) {
    watch_ = folders.Without({Side::kBase});
  }
  if (!folders.Has(Side::kBase)) return;
  for (const Side side : kChangingSides) {
    if (folders.Has(side)) continue;
    state_->renames[side].removed_folders[path] =
        watch_ == SideSet::All() ? FolderRelevance::kForParent
                                 : FolderRelevance::kNone;
  }
}

void MergeWalk::AddPair(Side side, bool added, const std::string& path,
                        const Row& row) {
  SideRenames& renames = state_->renames[side];
  FilePair pair;
  pair.from = path;
  pair.to = path;
  if (added) {
    if (renames.cache.target_names.contains(path)) return;
    pair.status = FilePair::Status::kAdded;
    pair.after = *row.versions[side];
  } else {
    const bool content_matters = row.equal.And(row.files).empty();
    if (content_matters) {
      renames.cache.irrelevant.erase(path);
      renames.relevant_sources[path] = SourceRelevance::kContent;
    } else if (watch_ == SideSet::All()) {
      renames.relevant_sources[path] = SourceRelevance::kLocation;
    }
    if (renames.cache.targets.Find(path) != nullptr ||
        renames.cache.irrelevant.contains(path)) {
      return;
    }
    pair.status = FilePair::Status::kDeleted;
    pair.before = *row.versions[Side::kBase];
  }
  renames.pairs.push_back(std::move(pair));
}

bool MergeWalk::Defer(const std::string& path, const Row& row,
                      SideSet watch_before, PathEntry* entry) {
  // The one side that changed anything, and so may have something below.
  absl::optional<Side> side;
  if (row.equal == kBaseAndOurs) side = Side::kTheirs;
  if (row.equal == kBaseAndTheirs) side = Side::kOurs;
  if (row.files.empty() &&
      (row.folders == kOnlyOurs || row.folders == kOnlyTheirs)) {
    side = row.folders == kOnlyOurs ? Side::kOurs : Side::kTheirs;
    entry->equal = SideSet::All().Without(row.folders);
  }
  if (!side.has_value() || watch_ == SideSet::All()) return false;
  SideRenames::Deferred& deferred = state_->renames[*side].deferred;
  if (!deferred.allowed || deferred.wanted.contains(path)) return false;
  deferred.folders[path] = watch_;
  watch_ = watch_before;
  return true;
}

absl::Status MergeWalk::WalkDeferred(Side side) {
  SideRenames::Deferred& deferred = state_->renames[side].deferred;
  deferred.allowed = KnowsRenames(side);
  const GitOrderMap<SideSet> folders = std::move(deferred.folders);
  deferred.folders = GitOrderMap<SideSet>();
  for (const auto& [path, watch] : folders.InOrder()) {
    PathEntry* entry = state_->paths.Find(path);
    if (deferred.allowed && !deferred.wanted.contains(path)) {
      TakeWhole(path, side, entry);
      continue;
    }
    watch_ = watch;
    entry->equal = entry->equal.And(entry->files);
    absl::Status status = WalkFolder(path, entry->versions);
    if (!status.ok()) return status;
  }
  for (const auto& [path, unused] : deferred.folders.InOrder()) {
    TakeWhole(path, side, state_->paths.Find(path));
  }
  return absl::OkStatus();
}

// Whether all renames of the side that matter are known; the folders that they
// lead into are wanted then.
bool MergeWalk::KnowsRenames(Side side) {
  SideRenames& renames = state_->renames[side];
  for (const auto& [path, unused] : renames.relevant_sources) {
    if (renames.cache.irrelevant.contains(path)) continue;
    const absl::optional<std::string>* target =
        renames.cache.targets.Find(path);
    if (target == nullptr) return false;
    if (!target->has_value() || state_->paths.Find(**target) != nullptr) {
      continue;
    }
    for (absl::string_view parent = ParentDirectory(**target); !parent.empty();
         parent = ParentDirectory(parent)) {
      if (!renames.deferred.wanted.insert(std::string(parent)).second) break;
    }
  }
  return true;
}

void MergeWalk::TakeWhole(const std::string& path, Side side,
                          PathEntry* entry) {
  entry->settled = true;
  entry->result = entry->versions[side];
  entry->gone = !entry->result.exists();
  entry->equal = {};
  if (side == Side::kTheirs) state_->taken_whole.push_back(path);
}

}  // namespace patchgraph
