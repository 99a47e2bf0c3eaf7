#include "engine/source/diff_reader_header.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/model/object_id.h"
#include "engine/source/diff_reader_names.h"
#include "engine/source/diff_reader_stamp.h"
#include "engine/source/quoted_path.h"

namespace patchgraph {
namespace {

constexpr absl::string_view kDevNull = "/dev/null";

// A path to the end of the line, in quotes or not.
std::string PathOf(absl::string_view text) {
  text = TrimLineEnd(text);
  if (absl::optional<std::string> quoted = TakeQuotedPath(&text)) {
    return *std::move(quoted);
  }
  return std::string(text);
}

// Takes "name<TAB>date" apart and returns the date.
absl::string_view ReadTextName(absl::string_view text, std::string* name,
                               bool* is_null) {
  absl::string_view stamp = text;
  if (absl::optional<std::string> quoted = TakeQuotedPath(&stamp)) {
    *name = *std::move(quoted);
    stamp = absl::StripPrefix(TrimLineEnd(stamp), "\t");
  } else {
    const NameAndStamp parts = SplitNameAndStamp(text);
    *name = std::string(parts.name);
    stamp = parts.stamp;
  }
  *is_null = *name == kDevNull;
  return stamp;
}

// "100644" as one of the modes that trees have; every other permission bit
// counts as git counts it.
absl::optional<FileMode> ParseMode(absl::string_view digits) {
  int mode = 0;
  if (digits.empty() || digits.size() > 6) return absl::nullopt;
  for (const char c : digits) {
    if (c < '0' || c > '7') return absl::nullopt;
    mode = mode * 8 + (c - '0');
  }
  switch (mode & 0170000) {
    case 0100000:
      return (mode & 0100) != 0 ? FileMode::kExecutable : FileMode::kRegular;
    case 0120000:
      return FileMode::kSymlink;
    case 0160000:
      return FileMode::kSubmodule;
    default:
      return absl::nullopt;
  }
}

// The lines between "diff --git" and the hunks.
class GitHeaderReader {
 public:
  explicit GitHeaderReader(DiffCursor* cursor) : cursor_(*cursor) {
    draft_.from_git = true;
  }

  absl::StatusOr<absl::optional<FileDraft>> Read() {
    const DiffCursor first = cursor_;
    cursor_.Advance();
    while (absl::optional<absl::Status> status = ReadExtendedLine()) {
      if (!status->ok()) return *status;
      cursor_.Advance();
    }
    const bool has_lines = absl::StartsWith(cursor_.Line(), "--- ") &&
                           absl::StartsWith(cursor_.NextLine(), "+++ ");
    const bool is_binary = IsBinary();
    if (has_lines) {
      absl::Status status = ReadTextHeader(&cursor_, &draft_);
      if (!status.ok()) return status;
    } else if (IsTruncated(is_binary)) {
      return cursor_.Error(absl::StrCat("expected the hunks of ",
                                        Quote(TrimLineEnd(first.Line())),
                                        ", found ", cursor_.Found()));
    } else if (!is_binary && !says_something_) {
      return absl::nullopt;
    }
    if (absl::Status status = SettleNames(first); !status.ok()) return status;
    return absl::optional<FileDraft>(std::move(draft_));
  }

 private:
  FileChange& change() { return draft_.change; }

  bool IsBinary() const {
    return absl::StartsWith(cursor_.Line(), "GIT binary patch") ||
           absl::StartsWith(cursor_.Line(), "Binary files ");
  }

  // Ids that differ promise hunks; so does a lone "--- ".
  bool IsTruncated(bool is_binary) const {
    if (is_binary) return false;
    const bool has_name = absl::StartsWith(cursor_.Line(), "--- ");
    const bool is_last = cursor_.NextLine().empty();
    if (has_name && is_last) return true;
    const FileChange& change = draft_.change;
    return (has_name || is_last) && change.old_id != change.new_id &&
           !absl::StartsWith(HashBlob("").Hex(), change.new_id) &&
           change.kind != FileChange::Kind::kDelete;
  }

  // Takes one line apart; nullopt if it is not of an extended header.
  absl::optional<absl::Status> ReadExtendedLine() {
    absl::string_view line = TrimLineEnd(cursor_.Line());
    if (absl::ConsumePrefix(&line, "old mode ")) {
      return ReadMode(line, &change().old_mode);
    }
    if (absl::ConsumePrefix(&line, "new mode ")) {
      return ReadMode(line, &change().new_mode);
    }
    if (absl::ConsumePrefix(&line, "new file mode ")) {
      change().kind = FileChange::Kind::kAdd;
      return ReadMode(line, &change().new_mode);
    }
    if (absl::ConsumePrefix(&line, "deleted file mode ")) {
      change().kind = FileChange::Kind::kDelete;
      return ReadMode(line, &change().old_mode);
    }
    if (absl::ConsumePrefix(&line, "index ")) return ReadIndex(line);
    if (absl::ConsumePrefix(&line, "similarity index ") ||
        absl::ConsumePrefix(&line, "dissimilarity index ")) {
      return absl::OkStatus();
    }
    return ReadRenameLine(line);
  }

  absl::optional<absl::Status> ReadRenameLine(absl::string_view line) {
    for (const char* words : {"rename from ", "rename old ", "copy from "}) {
      if (absl::ConsumePrefix(&line, words)) return Move(words, line, &from_);
    }
    for (const char* words : {"rename to ", "rename new ", "copy to "}) {
      if (absl::ConsumePrefix(&line, words)) return Move(words, line, &to_);
    }
    return absl::nullopt;
  }

  absl::Status Move(absl::string_view words, absl::string_view path,
                    std::string* end) {
    says_something_ = true;
    change().kind = absl::StartsWith(words, "copy") ? FileChange::Kind::kCopy
                                                    : FileChange::Kind::kRename;
    *end = PathOf(path);
    return absl::OkStatus();
  }

  absl::Status ReadMode(absl::string_view digits,
                        absl::optional<FileMode>* mode) {
    says_something_ = true;
    *mode = ParseMode(digits);
    if (mode->has_value()) return absl::OkStatus();
    return cursor_.Error(
        absl::StrCat("expected a file's mode, found ", cursor_.Found()));
  }

  // "old..new" or "old..new mode".
  absl::Status ReadIndex(absl::string_view line) {
    const size_t dots = line.find("..");
    if (dots == absl::string_view::npos) {
      return cursor_.Error(
          absl::StrCat("expected \"index OLD..NEW\", found ", cursor_.Found()));
    }
    const absl::string_view rest = line.substr(dots + 2);
    const size_t space = rest.find(' ');
    change().old_id = std::string(line.substr(0, dots));
    change().new_id = std::string(rest.substr(0, space));
    if (space == absl::string_view::npos) return absl::OkStatus();
    const bool said = says_something_;
    absl::Status status = ReadMode(rest.substr(space + 1), &change().new_mode);
    change().old_mode = change().new_mode;
    says_something_ = said;
    return status;
  }

  // The names in "--- " and "+++ " are plain; else those of the first line,
  // which "rename from" and "rename to" help to take apart.
  absl::Status SettleNames(const DiffCursor& first) {
    const bool moves = change().kind == FileChange::Kind::kRename ||
                       change().kind == FileChange::Kind::kCopy;
    if (moves && (from_.empty() || to_.empty())) {
      return first.Error("a rename or copy must say from where and to where");
    }
    const absl::string_view text =
        absl::StripPrefix(TrimLineEnd(first.Line()), "diff --git ");
    if (draft_.has_text_names) {
      if (!moves) TakePrefixes(text);
      return absl::OkStatus();
    }
    absl::optional<NamePair> names = moves
                                         ? SplitNamesOfRename(text, from_, to_)
                                         : SplitNamesOfOneFile(text, " ");
    if (!names.has_value()) {
      return first.Error(
          absl::StrCat("expected \"diff --git\" and two names of one file, "
                       "found ",
                       first.Found()));
    }
    change().old_path = std::move(names->old_name);
    change().new_path = std::move(names->new_name);
    return absl::OkStatus();
  }

  // The first programs to write this form gave prefixes to the first line and
  // none to "--- " and "+++ ".
  void TakePrefixes(absl::string_view text) {
    absl::optional<NamePair> names = SplitNamesOfOneFile(text, " ");
    if (!names.has_value()) return;
    if (!draft_.old_is_null) {
      if (!EndsWithPath(names->old_name, change().old_path)) return;
      change().old_path = std::move(names->old_name);
    }
    if (!draft_.new_is_null) {
      if (!EndsWithPath(names->new_name, change().new_path)) return;
      change().new_path = std::move(names->new_name);
    }
  }

  DiffCursor& cursor_;
  FileDraft draft_;
  std::string from_;
  std::string to_;
  // A line tells of a change by itself: a mode, a new or deleted file, a move.
  bool says_something_ = false;
};

bool AnyOldLines(const FileChange& change) {
  for (const Hunk& hunk : change.hunks) {
    if (hunk.old_count != 0) return true;
  }
  return false;
}

bool AnyNewLines(const FileChange& change) {
  for (const Hunk& hunk : change.hunks) {
    if (hunk.new_count != 0) return true;
  }
  return false;
}

}  // namespace

bool IsTextHeader(const DiffCursor& cursor) {
  if (!absl::StartsWith(cursor.Line(), "--- ") ||
      !absl::StartsWith(cursor.NextLine(), "+++ ")) {
    return false;
  }
  const absl::string_view third = cursor.LineAfterNext();
  return third.empty() || absl::StartsWith(third, "@@ ");
}

absl::Status ReadTextHeader(DiffCursor* cursor, FileDraft* draft) {
  ReadTextName(absl::StripPrefix(cursor->Line(), "--- "),
               &draft->change.old_path, &draft->old_is_null);
  cursor->Advance();
  draft->new_is_epoch =
      IsEpoch(ReadTextName(absl::StripPrefix(cursor->Line(), "+++ "),
                           &draft->change.new_path, &draft->new_is_null));
  if (draft->old_is_null && draft->new_is_null) {
    return cursor->Error("the file is /dev/null before and after");
  }
  draft->has_text_names = true;
  cursor->Advance();
  if (absl::StartsWith(cursor->Line(), "@@")) return absl::OkStatus();
  return cursor->Error(
      absl::StrCat("expected a hunk (\"@@ -START,COUNT +START,COUNT @@\") "
                   "after \"+++\", found ",
                   cursor->Found()));
}

absl::StatusOr<absl::optional<FileDraft>> ReadGitHeader(DiffCursor* cursor) {
  return GitHeaderReader(cursor).Read();
}

absl::optional<FileDraft> ParseBinaryNotice(absl::string_view line) {
  line = TrimLineEnd(line);
  FileDraft draft;
  draft.change.binary.emplace();
  absl::string_view name = line;
  if (absl::ConsumePrefix(&name, "Binary file ") &&
      absl::ConsumeSuffix(&name, " has changed")) {
    // Mercurial leaves out the prefix that its text diffs have.
    draft.change.old_path = absl::StrCat("a/", name);
    draft.change.new_path = absl::StrCat("b/", name);
    return draft;
  }
  if (!absl::ConsumePrefix(&line, "Binary files ") &&
      !absl::ConsumePrefix(&line, "Files ")) {
    return absl::nullopt;
  }
  if (!absl::ConsumeSuffix(&line, " differ")) return absl::nullopt;
  if (absl::ConsumePrefix(&line, "/dev/null and ")) {
    draft.old_is_null = true;
    draft.change.new_path = std::string(line);
    return draft;
  }
  if (absl::ConsumeSuffix(&line, " and /dev/null")) {
    draft.new_is_null = true;
    draft.change.old_path = std::string(line);
    return draft;
  }
  absl::optional<NamePair> names = SplitNamesOfOneFile(line, " and ");
  if (!names.has_value()) return absl::nullopt;
  draft.change.old_path = std::move(names->old_name);
  draft.change.new_path = std::move(names->new_name);
  return draft;
}

absl::StatusOr<FileChange> FinishDraft(FileDraft draft,
                                       const DiffCursor& cursor) {
  using Kind = FileChange::Kind;
  FileChange change = std::move(draft.change);
  const bool old_lines = AnyOldLines(change);
  const bool new_lines = AnyNewLines(change);
  const bool has_hunks = !change.hunks.empty();
  if (change.kind == Kind::kModify) {
    // Outside git, hunks that start from nothing make a new file; a file that
    // hunks leave empty stays unless the header says that it goes.
    const bool from_nothing =
        !draft.from_git && change.hunks.size() == 1 && !old_lines;
    if (draft.old_is_null || from_nothing) {
      change.kind = Kind::kAdd;
    } else if (draft.new_is_null ||
               (draft.new_is_epoch && has_hunks && !new_lines)) {
      change.kind = Kind::kDelete;
    }
  }
  if (change.kind == Kind::kAdd) {
    if (old_lines || draft.new_is_null) {
      return cursor.Error(absl::StrCat("the new file ", Quote(change.new_path),
                                       " must not have old lines"));
    }
    change.old_path = change.new_path;
  } else if (change.kind == Kind::kDelete) {
    if (new_lines || draft.old_is_null) {
      return cursor.Error(absl::StrCat("the deleted file ",
                                       Quote(change.old_path),
                                       " must not have new lines"));
    }
    change.new_path = change.old_path;
  } else if (draft.old_is_null || draft.new_is_null) {
    return cursor.Error("a renamed or copied file must not be /dev/null");
  }
  return change;
}

}  // namespace patchgraph
