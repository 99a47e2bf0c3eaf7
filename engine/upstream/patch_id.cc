#include "engine/upstream/patch_id.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/apply/group_hunks.h"
#include "engine/model/tree.h"
#include "engine/text/diff.h"
#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

// What git's own id leaves out of a line.
bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

void AppendWithoutSpace(absl::string_view line, std::string* text) {
  for (const char c : line) {
    if (!IsSpace(c)) text->push_back(c);
  }
}

void AppendLines(char mark, const Lines& text, LineRange range,
                 std::string* out) {
  for (int line = range.begin; line < range.end; ++line) {
    out->push_back(mark);
    AppendWithoutSpace(text[line], out);
    out->push_back('\n');
  }
}

void AppendHunks(absl::string_view before, absl::string_view after,
                 std::string* out) {
  const Lines old_lines(before);
  const Lines new_lines(after);
  DiffOptions options;
  options.algorithm = DiffAlgorithm::kMyers;
  const std::vector<Edit> edits = Diff(old_lines, new_lines, options);
  for (const HunkStep& hunk : GroupHunks(edits, old_lines.size())) {
    int context = hunk.before_begin;
    for (const Edit& edit : hunk.edits) {
      AppendLines(' ', old_lines, {context, edit.before_begin}, out);
      AppendLines('-', old_lines, edit.before(), out);
      AppendLines('+', new_lines, edit.after(), out);
      context = edit.before_end;
    }
    AppendLines(' ', old_lines, {context, hunk.before_end}, out);
  }
}

// A symlink is diffed like a file that holds its target.
bool HasBytes(const absl::optional<FileState>& file) {
  return !file.has_value() || file->mode != FileMode::kSubmodule;
}

// Whether git shows a change of mode, rather than one file that goes and
// another that comes.
bool SameType(const FileState& a, const FileState& b) {
  return a.mode == b.mode || (IsPlainFile(a.mode) && IsPlainFile(b.mode));
}

std::string IdOf(const absl::optional<FileState>& file) {
  return file.has_value() ? file->blob.id().Hex() : ObjectId().Hex();
}

std::string ModeOf(const absl::optional<FileState>& file) {
  return file.has_value() ? absl::StrCat(static_cast<int>(file->mode)) : "none";
}

absl::Status AppendContent(const ChangedFile& change, std::string* out) {
  if (change.before.has_value() && change.after.has_value() &&
      change.before->blob == change.after->blob) {
    return absl::OkStatus();
  }
  if (HasBytes(change.before) && HasBytes(change.after)) {
    const auto before = ReadBytes(change.before);
    if (!before.ok()) return before.status();
    const auto after = ReadBytes(change.after);
    if (!after.ok()) return after.status();
    if (FitsTextMerge(**before) && FitsTextMerge(**after)) {
      AppendHunks(**before, **after, out);
      return absl::OkStatus();
    }
  }
  absl::StrAppend(out, "ids ", IdOf(change.before), " ", IdOf(change.after),
                  "\n");
  return absl::OkStatus();
}

absl::Status AppendFile(const ChangedFile& change, std::string* out) {
  const bool is_modified =
      change.before.has_value() && change.after.has_value();
  if (is_modified && !SameType(*change.before, *change.after)) {
    absl::Status gone =
        AppendFile({change.path, change.before, absl::nullopt}, out);
    if (!gone.ok()) return gone;
    return AppendFile({change.path, absl::nullopt, change.after}, out);
  }
  absl::StrAppend(out, "file ");
  AppendWithoutSpace(change.path, out);
  if (!is_modified || change.before->mode != change.after->mode) {
    absl::StrAppend(out, " mode ", ModeOf(change.before), " ",
                    ModeOf(change.after));
  }
  out->push_back('\n');
  return AppendContent(change, out);
}

}  // namespace

absl::StatusOr<ObjectId> PatchIdOf(absl::Span<const ChangedFile> changes) {
  std::string text;
  for (const ChangedFile& change : changes) {
    const absl::Status status = AppendFile(change, &text);
    if (!status.ok()) return status;
  }
  return HashBlob(text);
}

ObjectId PatchKeyOf(absl::Span<const ChangedFile> changes) {
  std::string text;
  for (const ChangedFile& change : changes) {
    AppendWithoutSpace(change.path, &text);
    absl::StrAppend(&text, !change.before.has_value()  ? " added\n"
                           : !change.after.has_value() ? " deleted\n"
                                                       : " changed\n");
  }
  return HashBlob(text);
}

std::vector<ChangedFile> ChangesOf(const PatchStep& step) {
  std::map<std::string, ChangedFile> by_path;
  // A patch may name a path twice: what counts is the first state and the last.
  const auto note = [&by_path](const std::string& path,
                               const absl::optional<FileState>& before,
                               const absl::optional<FileState>& after) {
    const auto known = by_path.find(path);
    if (known == by_path.end()) {
      by_path[path] = {path, before, after};
    } else {
      known->second.after = after;
    }
  };
  for (const FileStep& file : step.files) {
    if (!file.Changes()) continue;
    if (file.old_path == file.new_path) {
      note(file.old_path, file.before, file.after);
      continue;
    }
    if (file.kind != FileChange::Kind::kCopy) {
      note(file.old_path, file.before, absl::nullopt);
    }
    note(file.new_path, absl::nullopt, file.after);
  }
  std::vector<ChangedFile> changes;
  for (auto& entry : by_path) {
    if (entry.second.before == entry.second.after) continue;
    changes.push_back(std::move(entry.second));
  }
  return changes;
}

}  // namespace patchgraph
