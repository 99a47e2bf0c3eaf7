#include "engine/rebase/file_by_file.h"

#include <algorithm>
#include <utility>

#include "absl/strings/string_view.h"
#include "engine/model/repo_path.h"
#include "engine/rebase/merged_as.h"
#include "engine/text/merge.h"

namespace patchgraph {
namespace {

// What becomes of one file.
struct Taken {
  absl::optional<FileState> state;
  RebasedAs as = RebasedAs::kUnchanged;
  bool changes = false;  // ours is something else
};

class FileByFile {
 public:
  FileByFile(const Tree& before, const Tree& ours, const BlobMerger& merge)
      : before_(before), ours_(ours), merge_(merge) {}

  // nullopt where it is unclear.
  absl::StatusOr<absl::optional<Taken>> Take(const ChangedFile& change) const {
    const auto node = ours_.Find(change.path);
    if (!node.ok()) return node.status();
    auto taken = TakeOnto(change, *node);
    if (taken.ok() && taken->has_value()) {
      absl::optional<FileState> ours;
      if (node->has_value()) ours = (*node)->file;  // no folder: it was clear
      (*taken)->changes = (*taken)->state != ours;
    }
    return taken;
  }

 private:
  using Result = absl::StatusOr<absl::optional<Taken>>;

  Result TakeOnto(const ChangedFile& change,
                  const absl::optional<TreeNode>& node) const {
    if (!change.before.has_value()) return TakeAdded(change, node);
    if (!node.has_value() || node->is_directory) return Unclear();
    const FileState& ours = node->file;
    if (ours == *change.before) return Settled(change.after);
    if (!change.after.has_value()) return Unclear();
    if (ours == *change.after) return Settled(ours, RebasedAs::kEdited);
    return TakeModified(change.path, *change.before, ours, *change.after);
  }

  static Result Unclear() { return absl::optional<Taken>(); }
  static Result Settled(absl::optional<FileState> state,
                        RebasedAs as = RebasedAs::kUnchanged) {
    return absl::optional<Taken>(Taken{std::move(state), as, false});
  }

  Result TakeModified(const std::string& path, const FileState& base,
                      const FileState& ours, const FileState& theirs) const {
    if (!IsPlainFile(base.mode) || !IsPlainFile(ours.mode) ||
        !IsPlainFile(theirs.mode)) {
      return Unclear();
    }
    const absl::optional<Side> mode =
        TrivialMerge(base.mode, ours.mode, theirs.mode);
    if (!mode.has_value()) return Unclear();
    FileState result = ours;
    if (*mode == Side::kTheirs) result.mode = theirs.mode;
    const absl::optional<Side> blob =
        TrivialMerge(base.blob, ours.blob, theirs.blob);
    if (blob.has_value()) {
      if (*blob == Side::kTheirs) result.blob = theirs.blob;
      const bool is_part = base.blob != theirs.blob && *blob == Side::kOurs;
      return Settled(result,
                     is_part ? RebasedAs::kEdited : RebasedAs::kUnchanged);
    }
    auto merged = merge_(path, base.blob, ours.blob, theirs.blob);
    if (!merged.ok()) return merged.status();
    if (!merged->has_value()) return Unclear();
    result.blob = (*merged)->blob;
    return Settled(result, (*merged)->as);
  }

  Result TakeAdded(const ChangedFile& change,
                   const absl::optional<TreeNode>& ours) const {
    if (ours.has_value()) {
      if (ours->is_directory || ours->file != *change.after) return Unclear();
      return Settled(change.after, RebasedAs::kEdited);
    }
    for (absl::string_view folder = ParentDirectory(change.path);
         !folder.empty(); folder = ParentDirectory(folder)) {
      const auto here = ours_.Find(folder);
      if (!here.ok()) return here.status();
      if (here->has_value()) {
        if (!(*here)->is_directory) return Unclear();
        break;
      }
      const auto there = before_.Find(folder);
      if (!there.ok()) return there.status();
      if (there->has_value()) return Unclear();
    }
    return Settled(change.after);
  }

  const Tree& before_;
  const Tree& ours_;
  const BlobMerger& merge_;
};

bool IsModified(const ChangedFile& change) {
  return change.before.has_value() && change.after.has_value();
}

// Whether the change may have renamed a folder.
absl::StatusOr<bool> AddsAndRemovesAFolder(
    absl::Span<const ChangedFile> changes, const Tree& after) {
  const bool adds = std::any_of(
      changes.begin(), changes.end(),
      [](const ChangedFile& change) { return !change.before.has_value(); });
  if (!adds) return false;
  for (const ChangedFile& change : changes) {
    if (change.after.has_value()) continue;
    const auto folder = after.Find(ParentDirectory(change.path));
    if (!folder.ok()) return folder.status();
    if (!folder->has_value() || !(*folder)->is_directory) return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<FilesToSet> TakeFileByFile(absl::Span<const ChangedFile> changes,
                                          const Tree& before, const Tree& after,
                                          const Tree& ours,
                                          const BlobMerger& merge) {
  const auto folder_goes = AddsAndRemovesAFolder(changes, after);
  if (!folder_goes.ok()) return folder_goes.status();
  const FileByFile files(before, ours, merge);
  std::vector<absl::optional<Taken>> taken(changes.size());
  bool all_clear = !*folder_goes;
  for (size_t i = 0; i < changes.size(); ++i) {
    if (!all_clear && !IsModified(changes[i])) continue;
    auto file = files.Take(changes[i]);
    if (!file.ok()) return file.status();
    taken[i] = *std::move(file);
    all_clear = all_clear && taken[i].has_value();
  }
  FilesToSet result;
  for (size_t i = 0; i < changes.size(); ++i) {
    if (!taken[i].has_value() || (!all_clear && !IsModified(changes[i]))) {
      result.unclear.push_back(&changes[i]);
      continue;
    }
    result.as = GravestOf(result.as, taken[i]->as);
    if (!taken[i]->changes) continue;
    result.files.push_back({&changes[i].path, std::move(taken[i]->state)});
  }
  if (result.files.empty() && !changes.empty()) {
    result.as = RebasedAs::kDropped;
  }
  return result;
}

}  // namespace patchgraph
