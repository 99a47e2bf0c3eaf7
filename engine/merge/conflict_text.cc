#include "engine/merge/conflict_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/span.h"

namespace patchgraph {
namespace {

Excerpt ExcerptOf(const Lines& lines, LineRange range) {
  Excerpt excerpt;
  excerpt.start = range.empty() ? range.begin : range.begin + 1;
  excerpt.text = std::string(lines.Range(range));
  return excerpt;
}

std::string DescribeContents(const std::string& path, ConflictKind kind) {
  switch (kind) {
    case ConflictKind::kAddAdd:
      return absl::StrCat(path, " is added on both sides, differently");
    case ConflictKind::kMode:
      return absl::StrCat("both sides change the mode of ", path);
    case ConflictKind::kSymlink:
      return absl::StrCat("both sides change the symlink or submodule ", path);
    default:
      return absl::StrCat("both sides change the same lines of ", path);
  }
}

}  // namespace

std::string Describe(const MergeMessage& message, ConflictKind kind) {
  const std::vector<std::string>& paths = message.paths;
  const std::string& path = paths.front();
  const auto others = [&paths] {
    return absl::StrJoin(absl::MakeConstSpan(paths).subspan(1), " and ");
  };
  switch (message.event) {
    case MergeEvent::kAutoMerging:
      return absl::StrCat(path, " was merged");
    case MergeEvent::kContents:
      return DescribeContents(path, kind);
    case MergeEvent::kBinary:
      return absl::StrCat("both sides change the binary file ", path);
    case MergeEvent::kFileDirectory:
      return absl::StrCat("there is a folder at ", others(),
                          ", so the file is put at ", path);
    case MergeEvent::kDistinctModes:
      return absl::StrCat(path, " is a different type of file on each side");
    case MergeEvent::kModifyDelete:
      return kind == ConflictKind::kModifyDelete
                 ? absl::StrCat(path, " is changed by theirs, deleted in ours")
                 : absl::StrCat(path, " is deleted by theirs, changed in ours");
    case MergeEvent::kRenameRename:
      return absl::StrCat(path, " is renamed to ", others());
    case MergeEvent::kRenameCollides:
      return absl::StrCat(others(), " is renamed to ", path,
                          ", where there is another file, and has conflicts");
    case MergeEvent::kRenameDelete:
      return absl::StrCat(others(), " is renamed to ", path,
                          " on one side and deleted on the other");
    case MergeEvent::kFolderRenameSuggested:
      return absl::StrCat(others(), " is in a folder that the other side ",
                          "renamed: it may belong at ", path);
    case MergeEvent::kFolderRenameSkipped:
      return absl::StrCat(path, " was renamed on both sides");
    case MergeEvent::kFolderRenameFileInWay:
      return absl::StrCat("the rename of a folder would move ", others(),
                          " to ", path, ", where something is already");
    case MergeEvent::kFolderRenameCollision:
      return absl::StrCat("the rename of folders would move ", others(),
                          " all to ", path);
    case MergeEvent::kFolderRenameSplit:
      return absl::StrCat("the files of the folder ", path,
                          " went to several others, to none the most");
    case MergeEvent::kSubmoduleNotInitialized:
      return absl::StrCat("both sides change the submodule ", path);
  }
  return path;
}

std::vector<ConflictRegion> RegionsOf(const FileMerge& merge) {
  std::vector<ConflictRegion> regions;
  for (const MergeRegion& region : merge.regions(ConflictStyle::kMerge)) {
    if (region.kind != MergeRegion::kConflict) continue;
    ConflictRegion conflict;
    conflict.base = ExcerptOf(merge.base, region.base);
    conflict.ours = ExcerptOf(merge.ours, region.ours);
    conflict.theirs = ExcerptOf(merge.theirs, region.theirs);
    regions.push_back(std::move(conflict));
  }
  return regions;
}

}  // namespace patchgraph
