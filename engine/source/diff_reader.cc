#include "engine/source/diff_reader.h"

#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "engine/source/binary_patch.h"
#include "engine/source/diff_reader_cursor.h"
#include "engine/source/diff_reader_header.h"
#include "engine/source/diff_reader_hunk.h"
#include "engine/source/patch_message.h"

namespace patchgraph {
namespace {

// "3c4", "5,7d8": the command of a diff without -u.
bool IsNormalDiffCommand(absl::string_view line) {
  line = TrimLineEnd(line);
  const size_t letter = line.find_first_of("acd");
  if (letter == absl::string_view::npos || letter == 0 ||
      letter + 1 >= line.size()) {
    return false;
  }
  return line.find_first_not_of("0123456789,") == letter &&
         line.find_first_not_of("0123456789,", letter + 1) ==
             absl::string_view::npos;
}

// Why a diff that starts at the cursor cannot be read; empty if none does.
absl::string_view UnreadableForm(const DiffCursor& cursor) {
  const absl::string_view line = cursor.Line();
  if (absl::StartsWith(line, "diff --cc ") ||
      absl::StartsWith(line, "diff --combined ") ||
      absl::StartsWith(line, "@@@ -")) {
    return "a combined diff of a merge has no single base; use the diff "
           "against one parent";
  }
  if (absl::StartsWith(line, "*** ") &&
      absl::StartsWith(cursor.NextLine(), "--- ") &&
      absl::StartsWith(cursor.LineAfterNext(), "***************")) {
    return "a context diff cannot be read; make it with diff -u";
  }
  if (IsNormalDiffCommand(line) &&
      (absl::StartsWith(cursor.NextLine(), "< ") ||
       absl::StartsWith(cursor.NextLine(), "> "))) {
    return "a diff without context cannot be read; make it with diff -u";
  }
  return absl::string_view();
}

// Lines that programs write before "--- ", and so belong to the file.
bool LeadsToHeader(absl::string_view line) {
  for (const char* start :
       {"diff ", "Index: ", "=====", "RCS file: ", "retrieving revision "}) {
    if (absl::StartsWith(line, start)) return true;
  }
  return false;
}

// A mail's signature, the line that git puts before a diffstat, or white space.
bool IsSeparator(absl::string_view line) {
  const absl::string_view text = absl::StripTrailingAsciiWhitespace(line);
  return text.empty() || text == "--" || text == "---";
}

class DiffReader {
 public:
  DiffReader(absl::string_view text, absl::string_view file,
             absl::string_view name, int first_line)
      : cursor_(text, file, name, first_line) {
    patch_.name = std::string(name);
    patch_.source = std::string(file);
    patch_.strip = 0;  // nothing is stripped yet
  }

  absl::StatusOr<Patch> Read() {
    while (!cursor_.AtEnd()) {
      if (absl::Status status = ReadNext(); !status.ok()) return status;
    }
    const absl::string_view rest = cursor_.Since(rest_);
    (patch_.files.empty() ? patch_.preamble : patch_.trailer) =
        std::string(rest);
    return std::move(patch_);
  }

 private:
  // Takes a file's change, or a line that belongs to none.
  absl::Status ReadNext() {
    const absl::string_view line = cursor_.Line();
    if (const auto form = UnreadableForm(cursor_); !form.empty()) {
      return cursor_.Error(form);
    }
    if (absl::StartsWith(line, "diff --git ")) return ReadGitFile();
    if (IsTextHeader(cursor_)) return ReadTextFile();
    if (absl::StartsWith(line, "@@ -") && ParseHunkHeader(line)) {
      return cursor_.Error(
          absl::StrCat("a hunk without a file: ", cursor_.Found()));
    }
    if (absl::optional<FileDraft> draft = BinaryNotice()) {
      const Start start = StartOfFile();
      cursor_.Advance();
      return Add(*std::move(draft), start);
    }
    if (!LeadsToHeader(line)) {
      lead_.reset();
      index_line_ = absl::string_view();
    } else if (!lead_.has_value()) {
      lead_ = cursor_.offset();
    }
    if (absl::StartsWith(line, "Index: ")) index_line_ = line;
    cursor_.Advance();
    return absl::OkStatus();
  }

  // Where a file's change starts in the text.
  struct Start {
    size_t header;  // with what leads to it
    int line;
  };

  Start StartOfFile() const {
    return {lead_.value_or(cursor_.offset()), cursor_.line_number()};
  }

  absl::optional<FileDraft> BinaryNotice() const {
    if (absl::optional<FileDraft> draft = ParseBinaryNotice(cursor_.Line())) {
      return draft;
    }
    // Subversion names the file only in the line before.
    if (index_line_.empty() ||
        !absl::StartsWith(cursor_.Line(), "Cannot display: file marked as")) {
      return absl::nullopt;
    }
    FileDraft draft;
    draft.change.old_path =
        std::string(TrimLineEnd(absl::StripPrefix(index_line_, "Index: ")));
    draft.change.new_path = draft.change.old_path;
    draft.change.binary.emplace();
    return draft;
  }

  absl::Status ReadGitFile() {
    const Start start = StartOfFile();
    auto draft = ReadGitHeader(&cursor_);
    if (!draft.ok()) return draft.status();
    if (!draft->has_value()) return absl::OkStatus();
    if (!(*draft)->has_text_names) {
      absl::Status status = ReadBinary(&(*draft)->change);
      if (!status.ok()) return status;
    }
    return Add(**std::move(draft), start);
  }

  absl::Status ReadBinary(FileChange* change) {
    if (absl::StartsWith(cursor_.Line(), "GIT binary patch")) {
      auto binary = ReadBinaryPatch(&binary_bytes_left_, &cursor_);
      if (!binary.ok()) return binary.status();
      change->binary = *std::move(binary);
    } else if (absl::StartsWith(cursor_.Line(), "Binary files ")) {
      change->binary.emplace();
      change->binary->raw = std::string(cursor_.Line());
      cursor_.Advance();
    }
    return absl::OkStatus();
  }

  absl::Status ReadTextFile() {
    const Start start = StartOfFile();
    FileDraft draft;
    absl::Status status = ReadTextHeader(&cursor_, &draft);
    if (!status.ok()) return status;
    return Add(std::move(draft), start);
  }

  // Reads the hunks that `draft` lacks and adds it to the patch.
  absl::Status Add(FileDraft draft, Start start) {
    FileChange& change = draft.change;
    change.line_in_file = start.line;
    TakeHeader(start, &change);
    if (draft.has_text_names) {
      if (absl::Status status = ReadHunks(&change); !status.ok()) {
        return status;
      }
    }
    auto finished = FinishDraft(std::move(draft), cursor_);
    if (!finished.ok()) return finished.status();
    patch_.files.push_back(*std::move(finished));
    rest_ = cursor_.offset();
    lead_.reset();
    index_line_ = absl::string_view();
    return absl::OkStatus();
  }

  // What stands before the first file is the patch's, what stands between two
  // files is the second's.
  void TakeHeader(Start start, FileChange* change) {
    size_t begin = rest_;
    if (patch_.files.empty()) {
      begin = start.header;
      patch_.preamble =
          std::string(cursor_.Since(rest_).substr(0, start.header - rest_));
    }
    absl::string_view header = cursor_.Since(begin);
    if (change->binary.has_value()) {
      header.remove_suffix(change->binary->raw.size());
    }
    change->header = std::string(header);
  }

  absl::Status ReadHunks(FileChange* change) {
    while (absl::StartsWith(cursor_.Line(), "@@")) {
      const int number = static_cast<int>(change->hunks.size()) + 1;
      if (absl::StartsWith(cursor_.Line(), "@@@")) {
        return cursor_.HunkError(number, UnreadableForm(cursor_));
      }
      auto hunk = ReadHunk(number, &lines_left_, &cursor_);
      if (!hunk.ok()) return hunk.status();
      change->hunks.push_back(*std::move(hunk));
    }
    return CheckNoLineIsLeft(static_cast<int>(change->hunks.size()));
  }

  // A line that looks like one of the hunk just read, which has all of its
  // lines: its counts are too small.
  absl::Status CheckNoLineIsLeft(int hunk) const {
    const absl::string_view line = cursor_.Line();
    if (line.empty() || absl::string_view(" +-\\").find(line.front()) ==
                            absl::string_view::npos) {
      return absl::OkStatus();
    }
    if (IsSeparator(line) || IsTextHeader(cursor_)) return absl::OkStatus();
    return cursor_.HunkError(
        hunk, absl::StrCat("expected the end of the hunk, which has all the "
                           "lines of its counts, found ",
                           cursor_.Found()));
  }

  DiffCursor cursor_;
  Patch patch_;
  size_t rest_ = 0;  // where the text begins that no file has taken
  // Where lines begin that lead to the header of a file.
  absl::optional<size_t> lead_;
  absl::string_view index_line_;  // the "Index: " line among them
  int lines_left_ = kMaxHunkLines;
  size_t binary_bytes_left_ = kMaxBinaryBytes;
};

// Takes off again the line feed that reading has added, where the text that it
// ends is kept raw.
void RestoreEnd(Patch* patch) {
  std::string& rest = patch->files.empty() ? patch->preamble : patch->trailer;
  if (rest.empty()) {
    patch->no_final_newline = true;
  } else {
    rest.pop_back();
  }
}

}  // namespace

absl::StatusOr<Patch> ReadDiff(absl::string_view text, absl::string_view file,
                               absl::string_view name, int first_line) {
  const DiffCursor start(absl::string_view(), file, name, first_line);
  if (text.size() > kMaxPatchBytes) {
    return start.Error(absl::StrCat("a patch of more than ", kMaxPatchBytes,
                                    " bytes is not read"));
  }
  const bool ends_early = !text.empty() && text.back() != '\n';
  const std::string with_end = ends_early ? absl::StrCat(text, "\n") : "";
  auto patch = DiffReader(ends_early ? absl::string_view(with_end) : text, file,
                          name, first_line)
                   .Read();
  if (!patch.ok()) return patch;
  if (ends_early) RestoreEnd(&*patch);
  if (patch->files.empty() && patch->preamble.find('\0') != std::string::npos) {
    return start.Error("expected a patch, found binary data");
  }
  FillInMessage(&*patch);
  return patch;
}

}  // namespace patchgraph
