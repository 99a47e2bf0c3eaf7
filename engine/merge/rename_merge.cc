#include "engine/merge/rename_merge.h"

#include <utility>

namespace patchgraph {
namespace {

// The old path has nothing any more.
void SettleAsGone(PathEntry* entry) {
  entry->gone = true;
  entry->settled = true;
}

}  // namespace

void RenameMerge::Say(MergeEvent event, std::vector<std::string> paths) {
  messages_->push_back({event, std::move(paths)});
}

absl::Status RenameMerge::Run(const std::vector<SideRename>& renames) {
  for (size_t i = 0; i < renames.size(); ++i) {
    const std::string& from = renames[i].pair.from;
    const PathEntry* old_entry = state_->paths.Find(from);
    // The other side left the file alone, or the folder it was in was taken
    // whole, or it was an added file that has moved with its folder.
    if (old_entry == nullptr || old_entry->settled) continue;
    const bool by_both =
        i + 1 < renames.size() && renames[i + 1].pair.from == from;
    if (!OpenTarget(renames[i].pair) ||
        (by_both && !OpenTarget(renames[i + 1].pair))) {
      continue;
    }
    absl::Status status;
    if (by_both) {
      status = RenamedByBoth(renames[i], renames[i + 1]);
      ++i;
    } else {
      status = RenamedByOne(renames[i]);
    }
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

// Whether there is an entry to rename to. Where the path has been decided on
// already, as it is when a folder was there that moved, git gives up; here it
// is opened again, as a conflict.
bool RenameMerge::OpenTarget(const FilePair& pair) {
  PathEntry* target = state_->paths.Find(pair.to);
  if (target == nullptr) return false;
  if (target->settled) {
    target->settled = false;
    target->gone = false;
    target->path_in_conflict = true;
    Say(MergeEvent::kRenameCollides, {pair.to, pair.from});
  }
  return true;
}

absl::Status RenameMerge::RenamedByBoth(const SideRename& ours,
                                        const SideRename& theirs) {
  const std::string& from = ours.pair.from;
  renamed_[ours.side][from] = ours.pair.to;
  renamed_[theirs.side][from] = theirs.pair.to;
  if (ours.pair.to != theirs.pair.to) {
    return RenamedTwoWays(from, ours.pair, theirs.pair);
  }
  PathEntry* old_entry = state_->paths.Find(from);
  PathEntry* new_entry = state_->paths.Find(ours.pair.to);
  new_entry->versions[Side::kBase] = old_entry->versions[Side::kBase];
  new_entry->files.Add(Side::kBase);
  SettleAsGone(old_entry);
  return absl::OkStatus();
}

// The merged file is put under both names.
absl::Status RenameMerge::RenamedTwoWays(const std::string& from,
                                         const FilePair& ours,
                                         const FilePair& theirs) {
  PathEntry* base_entry = state_->paths.Find(from);
  PathEntry* ours_entry = state_->paths.Find(ours.to);
  PathEntry* theirs_entry = state_->paths.Find(theirs.to);
  PerSide<Version> versions;
  versions[Side::kBase] = base_entry->versions[Side::kBase];
  versions[Side::kOurs] = ours_entry->versions[Side::kOurs];
  versions[Side::kTheirs] = theirs_entry->versions[Side::kTheirs];
  PerSide<std::string> names;
  names[Side::kBase] = from;
  names[Side::kOurs] = ours.to;
  names[Side::kTheirs] = theirs.to;
  auto merge = MergeContents(from, versions, names, ExtraMarkerSize(), options_,
                             messages_);
  if (!merge.ok()) return merge.status();
  // Where it could not be merged at all, each side keeps its own.
  const bool not_merged =
      !merge->clean && merge->result == versions[Side::kOurs];
  ours_entry->versions[Side::kOurs] = merge->result;
  if (!not_merged) theirs_entry->versions[Side::kTheirs] = merge->result;
  base_entry->text_merge = merge->text;
  ours_entry->path_in_conflict = true;
  theirs_entry->path_in_conflict = true;
  base_entry->path_in_conflict = true;
  Say(MergeEvent::kRenameRename, {from, ours.to, theirs.to});
  return absl::OkStatus();
}

absl::Status RenameMerge::RenamedByOne(const SideRename& rename) {
  const std::string& from = rename.pair.from;
  const std::string& to = rename.pair.to;
  const Side renamer = rename.side;
  const Side other = OtherSide(renamer);
  PathEntry* old_entry = state_->paths.Find(from);
  PathEntry* new_entry = state_->paths.Find(to);
  renamed_[renamer][from] = to;
  const bool deleted = old_entry->files == SideSet{Side::kBase};
  const bool type_changed =
      !deleted && old_entry->versions[other].IsPlainFile() !=
                      new_entry->versions[renamer].IsPlainFile();
  // With another type at the old path, the other side's file at the new path
  // is taken for the same rename.
  const bool collision = new_entry->files.Has(other) && !type_changed;
  if (collision && !deleted) {
    absl::Status status = MergeBeforeCollision(rename, *old_entry, new_entry);
    if (!status.ok()) return status;
  } else if (collision) {
    new_entry->path_in_conflict = true;
    Say(MergeEvent::kRenameDelete, {to, from});
  } else {
    new_entry->versions[Side::kBase] = old_entry->versions[Side::kBase];
    new_entry->files.Add(Side::kBase);
    new_entry->names[Side::kBase] = from;
    if (type_changed) {
      old_entry->versions[Side::kBase] = Version();
      old_entry->files.Remove(Side::kBase);
    } else if (deleted) {
      new_entry->path_in_conflict = true;
      Say(MergeEvent::kRenameDelete, {to, from});
    } else {
      new_entry->versions[other] = old_entry->versions[other];
      new_entry->files.Add(other);
      new_entry->names[other] = from;
    }
  }
  if (!type_changed) SettleAsGone(old_entry);
  return absl::OkStatus();
}

// Another file is at the new path: the renamed file is merged by itself, then
// the two meet as two added files do.
absl::Status RenameMerge::MergeBeforeCollision(const SideRename& rename,
                                               const PathEntry& old_entry,
                                               PathEntry* new_entry) {
  const Side other = OtherSide(rename.side);
  PerSide<Version> versions;
  versions[Side::kBase] = old_entry.versions[Side::kBase];
  versions[other] = old_entry.versions[other];
  versions[rename.side] = new_entry->versions[rename.side];
  PerSide<std::string> names;
  names[Side::kBase] = rename.pair.from;
  names[other] = rename.pair.from;
  names[rename.side] = rename.pair.to;
  auto merge = MergeContents(rename.pair.from, versions, names,
                             ExtraMarkerSize(), options_, messages_);
  if (!merge.ok()) return merge.status();
  new_entry->versions[rename.side] = merge->result;
  if (!merge->clean) {
    Say(MergeEvent::kRenameCollides, {rename.pair.to, rename.pair.from});
  }
  return absl::OkStatus();
}

}  // namespace patchgraph
