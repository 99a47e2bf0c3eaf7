#include "engine/source/diff_writer.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/source/binary_patch.h"
#include "engine/source/quoted_path.h"

namespace patchgraph {
namespace {

constexpr absl::string_view kNoNewlineMarker = "\\ No newline at end of file\n";

char Marker(HunkLine::Kind kind) {
  switch (kind) {
    case HunkLine::Kind::kRemoved:
      return '-';
    case HunkLine::Kind::kAdded:
      return '+';
    case HunkLine::Kind::kContext:
      break;
  }
  return ' ';
}

void AppendRange(int start, int count, std::string* text) {
  absl::StrAppend(text, start);
  if (count != 1) absl::StrAppend(text, ",", count);
}

void AppendHunk(const Hunk& hunk, std::string* text) {
  absl::StrAppend(
      text, hunk.header.empty() ? PrintHunkHeader(hunk, "\n") : hunk.header);
  for (const HunkLine& line : hunk.lines) {
    if (!line.without_marker) text->push_back(Marker(line.kind));
    absl::StrAppend(text, line.text);
    if (absl::EndsWith(line.text, "\n")) continue;
    absl::StrAppend(text, "\n",
                    hunk.no_newline_marker.empty()
                        ? kNoNewlineMarker
                        : absl::string_view(hunk.no_newline_marker));
  }
}

// Writes the header of a change that was not read from a text.
class HeaderWriter {
 public:
  HeaderWriter(const FileChange& change, int strip)
      : change_(change),
        old_name_(WithPrefix(strip == 0 ? "" : "a/", change.old_path)),
        new_name_(WithPrefix(strip == 0 ? "" : "b/", change.new_path)) {}

  std::string Write() {
    absl::StrAppend(&text_, "diff --git ", old_name_, " ", new_name_, "\n");
    AppendKind();
    AppendIndex();
    if (!change_.hunks.empty()) {
      absl::StrAppend(&text_, "--- ", Name(Kind::kAdd, old_name_), "\n");
      absl::StrAppend(&text_, "+++ ", Name(Kind::kDelete, new_name_), "\n");
    }
    return std::move(text_);
  }

 private:
  using Kind = FileChange::Kind;

  static std::string WithPrefix(absl::string_view prefix,
                                absl::string_view path) {
    return QuotePathIfNeeded(absl::StrCat(prefix, path));
  }

  // A tab keeps a name with spaces apart from the date that might follow.
  std::string Name(Kind absent, absl::string_view name) const {
    if (change_.kind == absent) return "/dev/null";
    return absl::StrCat(
        name, !absl::StartsWith(name, "\"") && absl::StrContains(name, ' ')
                  ? "\t"
                  : "");
  }

  void AppendMode(absl::string_view words,
                  const absl::optional<FileMode>& mode) {
    absl::StrAppendFormat(&text_, "%s%06o\n", words,
                          static_cast<int>(mode.value_or(FileMode::kRegular)));
  }

  void AppendKind() {
    switch (change_.kind) {
      case Kind::kAdd:
        return AppendMode("new file mode ", change_.new_mode);
      case Kind::kDelete:
        return AppendMode("deleted file mode ", change_.old_mode);
      case Kind::kRename:
        AppendModes();
        return AppendMove("rename");
      case Kind::kCopy:
        AppendModes();
        return AppendMove("copy");
      case Kind::kModify:
        return AppendModes();
    }
  }

  bool ModeChanges() const {
    return change_.old_mode.has_value() && change_.new_mode.has_value() &&
           change_.old_mode != change_.new_mode;
  }

  void AppendModes() {
    if (!ModeChanges()) return;
    AppendMode("old mode ", change_.old_mode);
    AppendMode("new mode ", change_.new_mode);
  }

  void AppendMove(absl::string_view word) {
    if (change_.hunks.empty() && !change_.binary.has_value()) {
      absl::StrAppend(&text_, "similarity index 100%\n");
    }
    absl::StrAppend(&text_, word, " from ", QuotePathIfNeeded(change_.old_path),
                    "\n");
    absl::StrAppend(&text_, word, " to ", QuotePathIfNeeded(change_.new_path),
                    "\n");
  }

  void AppendIndex() {
    if (change_.old_id.empty() || change_.new_id.empty()) return;
    absl::StrAppend(&text_, "index ", change_.old_id, "..", change_.new_id);
    const bool same_mode =
        change_.old_mode.has_value() && change_.old_mode == change_.new_mode;
    if (same_mode && change_.kind != Kind::kAdd &&
        change_.kind != Kind::kDelete) {
      AppendMode(" ", change_.new_mode);
    } else {
      text_.push_back('\n');
    }
  }

  const FileChange& change_;
  const std::string old_name_;
  const std::string new_name_;
  std::string text_;
};

void AppendFile(const FileChange& change, int strip, std::string* text) {
  const bool is_new = change.header.empty();
  absl::StrAppend(text,
                  is_new ? HeaderWriter(change, strip).Write() : change.header);
  for (const Hunk& hunk : change.hunks) AppendHunk(hunk, text);
  if (!change.binary.has_value()) return;
  const std::string binary = PrintBinaryPatch(*change.binary);
  absl::StrAppend(text, binary);
  // Git's header names the file already.
  if (is_new && binary.empty()) {
    absl::StrAppend(text, "Binary files a and b differ\n");
  }
}

// A message as git format-patch writes it, but for the line "From COMMIT".
std::string NewPreamble(const Patch& patch) {
  std::string text;
  if (!patch.author.empty()) {
    absl::StrAppend(&text, "From: ", patch.author, "\n");
  }
  if (!patch.date.empty()) absl::StrAppend(&text, "Date: ", patch.date, "\n");
  if (!patch.subject.empty()) {
    absl::StrAppend(&text, "Subject: [PATCH] ", patch.subject, "\n");
  }
  if (!text.empty()) absl::StrAppend(&text, "\n---\n");
  return text;
}

}  // namespace

std::string PrintHunkHeader(const Hunk& hunk, absl::string_view section) {
  std::string text = "@@ -";
  AppendRange(hunk.old_start, hunk.old_count, &text);
  absl::StrAppend(&text, " +");
  AppendRange(hunk.new_start, hunk.new_count, &text);
  absl::StrAppend(&text, " @@", section);
  return text;
}

std::string PrintPatch(const Patch& patch) {
  if (!patch.encoded.empty()) return patch.encoded;
  std::string text =
      patch.preamble.empty() ? NewPreamble(patch) : patch.preamble;
  for (const FileChange& change : patch.files) {
    AppendFile(change, patch.strip, &text);
  }
  absl::StrAppend(&text, patch.trailer);
  if (patch.no_final_newline && absl::EndsWith(text, "\n")) text.pop_back();
  return text;
}

}  // namespace patchgraph
