#include "engine/apply/change_content.h"

#include <utility>

#include "absl/strings/match.h"
#include "engine/apply/apply_hunks.h"
#include "engine/apply/compare_files.h"
#include "engine/source/binary_patch.h"

namespace patchgraph {
namespace {

ChangedContent Failed(const absl::optional<FileState>& before,
                      ConflictKind kind, std::string message) {
  ChangedContent failed;
  failed.after = before;
  failed.verdict = Verdict::kConflict;
  failed.failure = kind;
  failed.message = std::move(message);
  return failed;
}

// The patch holds both files whole, and `before` is the one it was made from.
absl::StatusOr<ChangedContent> TakeWhole(
    const absl::optional<FileState>& before,
    const absl::optional<FileState>& after) {
  ChangedContent changed;
  auto hunks = CompareFiles(before, after);
  if (!hunks.ok()) return hunks.status();
  changed.hunks = *std::move(hunks);
  changed.after = after;
  changed.verdict = before == after ? Verdict::kEmpty : Verdict::kClean;
  return changed;
}

absl::StatusOr<ChangedContent> ApplyBinary(
    const FileChange& change, const absl::optional<FileState>& before) {
  const std::string id = before.has_value() ? before->blob.id().Hex() : "";
  ChangedContent changed;
  changed.after = before;
  if (!change.new_id.empty() && absl::StartsWith(id, change.new_id)) {
    changed.verdict = Verdict::kUpstream;
    changed.message = "the file has the new content already";
    return changed;
  }
  if (!change.binary->forward.has_value()) {
    return Failed(before, ConflictKind::kBinary,
                  "the patch holds no data for this file");
  }
  Bytes old_bytes = std::make_shared<const std::string>();
  if (before.has_value()) {
    auto bytes = before->blob.Read();
    if (!bytes.ok()) return bytes.status();
    old_bytes = *bytes;
    if (!change.old_id.empty() && !absl::StartsWith(id, change.old_id)) {
      return Failed(before, ConflictKind::kBinary,
                    "the file is not the one that the patch was made from");
    }
  }
  auto new_bytes = ApplyBinaryHunk(*change.binary->forward, *old_bytes);
  if (!new_bytes.ok()) {
    return Failed(before, ConflictKind::kBinary,
                  std::string(new_bytes.status().message()));
  }
  changed.verdict = Verdict::kClean;
  changed.after = before.value_or(FileState());
  changed.after->blob = Blob::FromBytes(*std::move(new_bytes));
  return changed;
}

absl::StatusOr<ChangedContent> ApplyText(
    std::vector<Hunk> text, const absl::optional<FileState>& before,
    int max_fuzz) {
  ChangedContent changed;
  changed.after = before.value_or(FileState());
  if (before.has_value() && text.empty()) return changed;
  Bytes old_bytes = std::make_shared<const std::string>();
  if (before.has_value()) {
    auto bytes = before->blob.Read();
    if (!bytes.ok()) return bytes.status();
    old_bytes = *bytes;
  }
  AppliedHunks applied = ApplyHunks(*old_bytes, text, max_fuzz);
  changed.text = std::move(text);
  changed.hunks = std::move(applied.hunks);
  changed.after->blob = Blob::FromBytes(std::move(applied.text));
  std::vector<Verdict> verdicts;
  for (const HunkStep& hunk : changed.hunks) verdicts.push_back(hunk.verdict);
  changed.verdict = Combine(verdicts);
  return changed;
}

}  // namespace

absl::StatusOr<ChangedContent> ChangeContent(
    const FileChange& change, const absl::optional<FileState>& before,
    int max_fuzz) {
  if (change.binary.has_value()) return ApplyBinary(change, before);
  if (!change.original.has_value() && !change.replacement.has_value()) {
    return ApplyText(change.hunks, before, max_fuzz);
  }
  // A sparse tree's file takes the place of whatever is there.
  if (!change.original.has_value() || change.original == before) {
    return TakeWhole(before, change.replacement);
  }
  // A commit that was made from another version of the file: its range has
  // been linearised, or follows other layers.
  auto text = HunksBetween(*change.original, change.replacement);
  if (!text.ok()) return text.status();
  if (!text->has_value()) {
    return Failed(before, ConflictKind::kBinary,
                  "the file is not the one that the commit changed");
  }
  return ApplyText(**std::move(text), before, max_fuzz);
}

}  // namespace patchgraph
