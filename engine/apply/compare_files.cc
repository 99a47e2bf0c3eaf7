#include "engine/apply/compare_files.h"

#include "engine/apply/group_hunks.h"
#include "engine/apply/make_hunk.h"
#include "engine/text/diff.h"
#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

// The bytes of a text file; nullptr if it is none. An absent file is empty.
absl::StatusOr<Bytes> ReadText(const absl::optional<FileState>& file) {
  if (!file.has_value()) return std::make_shared<const std::string>();
  if (!IsPlainFile(file->mode)) return Bytes();
  auto bytes = file->blob.Read();
  if (!bytes.ok()) return bytes.status();
  if (!FitsTextMerge(**bytes)) return Bytes();
  return *bytes;
}

}  // namespace

absl::StatusOr<std::vector<HunkStep>> CompareFiles(
    const absl::optional<FileState>& before,
    const absl::optional<FileState>& after) {
  if (before.has_value() && after.has_value() && before->blob == after->blob) {
    return std::vector<HunkStep>();
  }
  const auto old_bytes = ReadText(before);
  if (!old_bytes.ok()) return old_bytes.status();
  const auto new_bytes = ReadText(after);
  if (!new_bytes.ok()) return new_bytes.status();
  if (*old_bytes == nullptr || *new_bytes == nullptr) {
    return std::vector<HunkStep>();
  }
  if (!before.has_value() || !after.has_value()) {
    // Added and deleted files need no diff, and are most of a sparse tree.
    return WholeFileHunk(CountLines(**old_bytes), CountLines(**new_bytes));
  }
  const Lines old_lines(**old_bytes);
  const Lines new_lines(**new_bytes);
  return GroupHunks(Diff(old_lines, new_lines), old_lines.size());
}

absl::StatusOr<absl::optional<std::vector<Hunk>>> HunksBetween(
    const FileState& before, const absl::optional<FileState>& after) {
  const auto old_bytes = ReadText(before);
  if (!old_bytes.ok()) return old_bytes.status();
  const auto new_bytes = ReadText(after);
  if (!new_bytes.ok()) return new_bytes.status();
  if (*old_bytes == nullptr || *new_bytes == nullptr) return absl::nullopt;
  const Lines old_lines(**old_bytes);
  const Lines new_lines(**new_bytes);
  std::vector<Hunk> hunks;
  for (const HunkStep& hunk :
       GroupHunks(Diff(old_lines, new_lines), old_lines.size())) {
    hunks.push_back(MakeHunk(hunk, old_lines, new_lines));
  }
  return absl::optional<std::vector<Hunk>>(std::move(hunks));
}

absl::StatusOr<bool> IsText(const FileState& file) {
  const auto bytes = ReadText(file);
  if (!bytes.ok()) return bytes.status();
  return *bytes != nullptr;
}

}  // namespace patchgraph
