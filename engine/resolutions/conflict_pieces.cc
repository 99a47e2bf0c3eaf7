#include "engine/resolutions/conflict_pieces.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/text/lines.h"
#include "engine/text/merge_text.h"

namespace patchgraph {
namespace {

std::string FirstLines(const std::string& text) {
  const Lines lines(text);
  return std::string(
      lines.Range({0, std::min(lines.size(), kResolutionContext)}));
}

std::string LastLines(const std::string& text) {
  const Lines lines(text);
  return std::string(lines.Range(
      {std::max(0, lines.size() - kResolutionContext), lines.size()}));
}

bool IsWholeFileKind(ConflictKind kind) {
  switch (kind) {
    case ConflictKind::kModifyDelete:
    case ConflictKind::kDeleteModify:
    case ConflictKind::kBinary:
    case ConflictKind::kAddAdd:
    case ConflictKind::kMode:
      return true;
    default:
      return false;
  }
}

std::string FileWords(const absl::optional<FileState>& file) {
  if (!file.has_value()) return "";
  return absl::StrCat(absl::StrFormat("%06o ", static_cast<int>(file->mode)),
                      file->blob.id().Hex());
}

}  // namespace

ConflictPieces TakeApart(const FileMerge& merge, ConflictStyle style) {
  ConflictPieces pieces;
  pieces.clean.emplace_back();
  for (const MergeRegion& region : merge.regions(style)) {
    const absl::string_view ours = merge.ours.Range(region.ours);
    const absl::string_view theirs = merge.theirs.Range(region.theirs);
    if (region.kind != MergeRegion::kConflict || ours == theirs) {
      absl::StrAppend(&pieces.clean.back(), CleanText(merge, region));
      continue;
    }
    ConflictIdentity conflict;
    if (style == ConflictStyle::kDiff3) {
      conflict.base = std::string(merge.base.Range(region.base));
    }
    conflict.ours = std::string(ours);
    conflict.theirs = std::string(theirs);
    pieces.conflicts.push_back(style == ConflictStyle::kMerge
                                   ? WithoutBase(conflict)
                                   : std::move(conflict));
    pieces.regions.push_back(&region);
    pieces.clean.emplace_back();
  }
  AddContext(&pieces);
  return pieces;
}

void AddContext(ConflictPieces* pieces) {
  for (size_t i = 0; i < pieces->conflicts.size(); ++i) {
    pieces->conflicts[i].before = LastLines(pieces->clean[i]);
    pieces->conflicts[i].after = FirstLines(pieces->clean[i + 1]);
  }
}

absl::optional<ConflictIdentity> WholeFileIdentity(const Conflict& conflict) {
  if (!IsWholeFileKind(conflict.kind)) return absl::nullopt;
  if (!conflict.regions.empty()) return absl::nullopt;
  for (const auto* file : {&conflict.base, &conflict.ours, &conflict.theirs}) {
    if (file->has_value() && !IsPlainFile((*file)->mode)) return absl::nullopt;
  }
  ConflictIdentity identity;
  identity.scope = ConflictScope::kFile;
  identity.base = FileWords(conflict.base);
  identity.ours = FileWords(conflict.ours);
  identity.theirs = FileWords(conflict.theirs);
  return identity;
}

}  // namespace patchgraph
