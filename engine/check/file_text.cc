#include "engine/check/file_text.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/apply/group_hunks.h"
#include "engine/apply/make_hunk.h"
#include "engine/text/diff.h"
#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

constexpr size_t kIdDigits = 40;

// What git diffs of a file: its bytes, a link's target, or the name of a
// submodule's commit.
absl::StatusOr<std::string> BytesOf(const absl::optional<FileState>& file) {
  if (!file.has_value()) return std::string();
  if (file->mode == FileMode::kSubmodule) {
    return absl::StrCat("Subproject commit ", file->blob.id().Hex(), "\n");
  }
  const auto bytes = file->blob.Read();
  if (!bytes.ok()) return bytes.status();
  return **bytes;
}

// A NUL anywhere: mail does not carry it, wherever it stands.
bool IsPrintable(absl::string_view bytes) {
  return FitsTextMerge(bytes) && bytes.find('\0') == absl::string_view::npos;
}

std::string IdOf(const absl::optional<FileState>& file) {
  return file.has_value() ? file->blob.id().Hex() : std::string(kIdDigits, '0');
}

BinaryHunk Literal(std::string bytes) {
  BinaryHunk hunk;
  hunk.method = BinaryHunk::Method::kLiteral;
  hunk.data = std::move(bytes);
  return hunk;
}

std::vector<Hunk> HunksOf(absl::string_view before, absl::string_view after) {
  const Lines old_lines(before);
  const Lines new_lines(after);
  std::vector<Hunk> hunks;
  for (const HunkStep& hunk :
       GroupHunks(Diff(old_lines, new_lines), old_lines.size())) {
    hunks.push_back(MakeHunk(hunk, old_lines, new_lines));
  }
  return hunks;
}

bool IsOtherType(const FileVersions& versions) {
  return versions.before.has_value() && versions.after.has_value() &&
         versions.before->mode != versions.after->mode &&
         !(IsPlainFile(versions.before->mode) &&
           IsPlainFile(versions.after->mode));
}

absl::StatusOr<FileChange> OneChange(const FileVersions& versions) {
  FileChange change;
  change.kind = !versions.before.has_value()  ? FileChange::Kind::kAdd
                : !versions.after.has_value() ? FileChange::Kind::kDelete
                : versions.old_path != versions.new_path
                    ? FileChange::Kind::kRename
                    : FileChange::Kind::kModify;
  change.old_path = versions.old_path;
  change.new_path = versions.new_path;
  if (versions.before.has_value()) change.old_mode = versions.before->mode;
  if (versions.after.has_value()) change.new_mode = versions.after->mode;
  auto before = BytesOf(versions.before);
  if (!before.ok()) return before.status();
  auto after = BytesOf(versions.after);
  if (!after.ok()) return after.status();
  const bool both = versions.before.has_value() && versions.after.has_value();
  if (both && versions.before->blob == versions.after->blob) return change;
  change.old_id = IdOf(versions.before);
  change.new_id = IdOf(versions.after);
  if (IsPrintable(*before) && IsPrintable(*after)) {
    change.hunks = HunksOf(*before, *after);
  } else {
    change.binary.emplace();
    change.binary->forward = Literal(*std::move(after));
    change.binary->reverse = Literal(*std::move(before));
  }
  return change;
}

}  // namespace

absl::StatusOr<std::vector<FileChange>> TextBetween(
    const FileVersions& versions) {
  std::vector<FileVersions> parts = {versions};
  if (!versions.Changes()) parts.clear();
  if (IsOtherType(versions)) {
    parts = {{versions.old_path, versions.old_path, versions.before, {}},
             {versions.new_path, versions.new_path, {}, versions.after}};
  }
  std::vector<FileChange> changes;
  for (const FileVersions& part : parts) {
    auto change = OneChange(part);
    if (!change.ok()) return change.status();
    changes.push_back(*std::move(change));
  }
  return changes;
}

}  // namespace patchgraph
