#include "engine/merge/path_resolver.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

constexpr SideSet kOursAndTheirs = {Side::kOurs, Side::kTheirs};

// The order of paths where each counts as if it ended in '/', a folder before
// what is in it.
bool ComesBefore(const std::string& a, const std::string& b) {
  const size_t common = std::min(a.size(), b.size());
  const auto differ = std::mismatch(a.begin(), a.begin() + common, b.begin());
  const size_t at = differ.first - a.begin();
  const auto next = [at](const std::string& path) {
    return at < path.size() ? static_cast<unsigned char>(path[at]) : '/';
  };
  if (next(a) != next(b)) return next(a) < next(b);
  return a.size() < b.size();
}

// Leaves only files in an entry.
void DropFolders(PathEntry* entry) {
  entry->equal = entry->equal.Without(entry->folders);
  entry->folders = {};
  for (const Side side : kAllSides) {
    if (!entry->files.Has(side)) entry->versions[side] = Version();
  }
}

}  // namespace

void PathResolver::Say(MergeEvent event, std::vector<std::string> paths) {
  messages_->push_back({event, std::move(paths)});
}

const std::string& PathResolver::LabelOf(Side side) const {
  return side == Side::kOurs ? options_.ours_label : options_.theirs_label;
}

absl::Status PathResolver::Run() {
  std::vector<std::pair<std::string, PathEntry*>> entries(
      state_->paths.entries().begin(), state_->paths.entries().end());
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
    return ComesBefore(b.first, a.first);
  });
  for (auto& [path, entry] : entries) {
    const bool content_known =
        !entry->folders.empty() &&
        (!entry->settled || state_->paths.IsWalked(path));
    // A folder that was renamed may have brought files below a file. As git has
    // it, that gives way where it was decided on before, else it stays.
    const bool gives_way =
        entry->folders.empty() && entry->settled && IsLeft(path);
    if (gives_way && !entry->gone) made_way_.push_back(path);
    if (content_known || gives_way) {
      entry->gone = !IsLeft(path);
      entry->result = entry->gone ? Version() : Version::Folder(ObjectId());
    }
    if (entry->settled) {
      Record(path, entry);
      continue;
    }
    absl::Status status = Resolve(path, entry);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

bool PathResolver::IsLeft(const std::string& folder) const {
  return folders_left_.contains(folder) || state_->paths.HasUnchanged(folder);
}

void PathResolver::Record(const std::string& path, PathEntry* entry) {
  if (entry->gone) return;
  folders_left_.insert(std::string(ParentDirectory(path)));
  if (!entry->result.IsFile()) return;
  files_[path] = entry->result;
  entry->settled_at = path;
}

absl::Status PathResolver::Resolve(std::string path, PathEntry* entry) {
  if (!entry->folders.empty()) {
    Record(path, entry);
    if (entry->files.empty()) return absl::OkStatus();
  }
  Side beside_folder = Side::kOurs;
  if (entry->file_meets_folder) {
    if (entry->gone) {
      entry->file_meets_folder = false;
      entry->gone = false;
      DropFolders(entry);
    } else {
      entry = PlaceBesideFolder(&path, entry, &beside_folder);
      if (entry == nullptr) return absl::OkStatus();
    }
  }
  if (!entry->equal.empty()) {
    ResolveEqual(entry);
  } else if (entry->files.And(kOursAndTheirs) == kOursAndTheirs) {
    if (!SameType(entry->versions[Side::kOurs],
                  entry->versions[Side::kTheirs])) {
      entry = ResolveTypes(&path, entry);
    } else {
      absl::Status status = ResolveContents(path, beside_folder, entry);
      if (!status.ok()) return status;
    }
  } else {
    ResolveOneSided(path, entry);
  }
  if (!entry->settled) conflicted_[path] = entry;
  Record(path, entry);
  if (!entry->gone && IsLeft(path)) DropBelow(path);
  return absl::OkStatus();
}

void PathResolver::DropBelow(const std::string& path) {
  const std::string prefix = path + "/";
  absl::erase_if(files_, [&prefix](const auto& file) {
    return absl::StartsWith(file.first, prefix);
  });
}

// A folder stays where it is; a file that was to be there goes next to it.
// Null if there is no file left to place.
PathEntry* PathResolver::PlaceBesideFolder(std::string* path, PathEntry* entry,
                                           Side* from) {
  if (entry->files == SideSet{Side::kBase}) {
    entry->files = {};
    return nullptr;
  }
  PathEntry* file = state_->paths.New();
  *file = *entry;
  file->result = Version();
  DropFolders(file);
  *from = entry->folders.Has(Side::kOurs) ? Side::kTheirs : Side::kOurs;
  const std::string new_path = FreePath(*path, *from);
  state_->paths.Put(new_path, file);
  Say(MergeEvent::kFileDirectory, {new_path, *path});
  entry->files = {};
  *path = new_path;
  return file;
}

// "path~label", with a number if that is taken.
std::string PathResolver::FreePath(const std::string& path, Side side) const {
  const std::string first =
      absl::StrCat(path, "~", absl::StrReplaceAll(LabelOf(side), {{"/", "_"}}));
  std::string candidate = first;
  for (int number = 0; state_->paths.Find(candidate) != nullptr ||
                       state_->IsUnchanged(candidate);
       ++number) {
    candidate = absl::StrCat(first, "_", number);
  }
  return candidate;
}

void PathResolver::ResolveEqual(PathEntry* entry) {
  entry->settled = !entry->file_meets_folder && !entry->path_in_conflict;
  if (entry->equal == kOursAndTheirs) {
    entry->result = entry->versions[Side::kOurs];
    return;
  }
  const Side changed =
      entry->equal.Has(Side::kOurs) ? Side::kTheirs : Side::kOurs;
  entry->result = entry->versions[changed];
  entry->gone = !entry->result.exists();
  if (entry->gone) entry->settled = true;
}

// A file against a symlink or a submodule: no merge is possible, and both are
// kept, the plain file under another name. The result is the entry of ours.
PathEntry* PathResolver::ResolveTypes(std::string* path, PathEntry* entry) {
  const Version& base = entry->versions[Side::kBase];
  if (options_.depth > 0) {
    entry->result = base;
    entry->gone = !base.exists();
    return entry;
  }
  const bool move_ours = entry->versions[Side::kOurs].IsPlainFile() ||
                         !entry->versions[Side::kTheirs].IsPlainFile();
  const bool move_theirs = !entry->versions[Side::kOurs].IsPlainFile();
  const std::string ours_path =
      move_ours ? FreePath(*path, Side::kOurs) : *path;
  const std::string theirs_path =
      move_theirs ? FreePath(*path, Side::kTheirs) : *path;
  std::vector<std::string> paths = {*path};
  if (move_ours) paths.push_back(ours_path);
  if (move_theirs) paths.push_back(theirs_path);
  Say(MergeEvent::kDistinctModes, std::move(paths));

  PathEntry* theirs = state_->paths.New();
  *theirs = *entry;
  const auto keep = [](Side side, PathEntry* kept) {
    kept->result = kept->versions[side];
    kept->versions[OtherSide(side)] = Version();
    kept->files = {Side::kBase, side};
    if (!SameType(kept->versions[Side::kBase], kept->versions[side])) {
      kept->versions[Side::kBase] = Version();
      kept->files = {side};
    }
  };
  keep(Side::kTheirs, theirs);
  keep(Side::kOurs, entry);
  if (move_ours) state_->paths.Put(ours_path, entry);
  state_->paths.Put(theirs_path, theirs);
  if (move_ours && move_theirs) state_->paths.Take(*path);
  conflicted_[theirs_path] = theirs;
  Record(theirs_path, theirs);
  *path = ours_path;
  return entry;
}

absl::Status PathResolver::ResolveContents(const std::string& path,
                                           Side beside_folder,
                                           PathEntry* entry) {
  auto merge = MergeContents(path, entry->versions, entry->names,
                             options_.depth * 2, options_, messages_);
  if (!merge.ok()) return merge.status();
  entry->settled =
      merge->clean && !entry->file_meets_folder && !entry->path_in_conflict;
  entry->result = merge->result;
  entry->gone = !entry->result.exists();
  entry->text_merge = std::move(merge->text);
  if (merge->clean && entry->file_meets_folder) {
    entry->files = {beside_folder};
    entry->versions[beside_folder] = entry->result;
  }
  if (!merge->clean) Say(MergeEvent::kContents, {path});
  return absl::OkStatus();
}

void PathResolver::ResolveOneSided(const std::string& path, PathEntry* entry) {
  if (entry->files == SideSet{Side::kBase}) {
    entry->gone = true;
    entry->result = Version();
    entry->settled = !entry->path_in_conflict;
    return;
  }
  const Side side = entry->files.Has(Side::kOurs) ? Side::kOurs : Side::kTheirs;
  entry->result = entry->versions[side];
  if (!entry->files.Has(Side::kBase)) {
    entry->settled = !entry->file_meets_folder && !entry->path_in_conflict;
    return;
  }
  const Version& base = entry->versions[Side::kBase];
  const bool renamed_only =
      entry->path_in_conflict && base.id() == entry->versions[side].id();
  if (options_.depth > 0) entry->result = base;
  if (!renamed_only) Say(MergeEvent::kModifyDelete, {path});
}

}  // namespace patchgraph
