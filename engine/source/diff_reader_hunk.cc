#include "engine/source/diff_reader_hunk.h"

#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace patchgraph {
namespace {

bool TakeNumber(absl::string_view* text, int* number) {
  size_t digits = 0;
  int64_t value = 0;
  while (digits < text->size() && absl::ascii_isdigit((*text)[digits])) {
    value = value * 10 + ((*text)[digits] - '0');
    if (value > std::numeric_limits<int>::max()) return false;
    ++digits;
  }
  text->remove_prefix(digits);
  *number = static_cast<int>(value);
  return digits > 0;
}

// "3,2" or "3", which means "3,1".
bool TakeRange(absl::string_view* text, int* start, int* count) {
  if (!TakeNumber(text, start)) return false;
  *count = 1;
  if (absl::ConsumePrefix(text, ",") && !TakeNumber(text, count)) return false;
  if (*start == 0 && *count != 0) return false;
  return *start <= std::numeric_limits<int>::max() - *count;
}

// Reads the lines of one hunk and keeps account of both of its sides.
class HunkLines {
 public:
  HunkLines(int number, int* lines_left, DiffCursor* cursor, Hunk* hunk)
      : number_(number),
        lines_left_(*lines_left),
        cursor_(*cursor),
        hunk_(*hunk),
        old_(hunk->old_count),
        new_(hunk->new_count) {}

  absl::Status Read() {
    while (old_.left > 0 || new_.left > 0) {
      if (absl::Status status = ReadLine(); !status.ok()) return status;
    }
    // The marker for the last line comes after the counts are used up.
    if (IsMarker()) return ReadMarker();
    return absl::OkStatus();
  }

 private:
  struct Side {
    explicit Side(int count) : left(count) {}
    int left;            // lines that the header promises still
    bool ended = false;  // the last line had no line feed
  };

  bool IsMarker() const { return absl::StartsWith(cursor_.Line(), "\\"); }

  absl::Status Fail(absl::string_view what) const {
    return cursor_.HunkError(number_, what);
  }

  absl::Status UnexpectedLine() const {
    return Fail(absl::StrCat("expected ", old_.left, " more old and ",
                             new_.left, " more new lines, found ",
                             cursor_.Found()));
  }

  absl::Status ReadLine() {
    if (cursor_.AtEnd()) return UnexpectedLine();
    const absl::string_view line = cursor_.Line();
    HunkLine::Kind kind;
    bool without_marker = false;
    switch (line.front()) {
      case ' ':
        kind = HunkLine::Kind::kContext;
        break;
      case '-':
        kind = HunkLine::Kind::kRemoved;
        break;
      case '+':
        kind = HunkLine::Kind::kAdded;
        break;
      case '\\':
        return ReadMarker();
      default:
        if (!TrimLineEnd(line).empty()) return UnexpectedLine();
        kind = HunkLine::Kind::kContext;
        without_marker = true;
    }
    if (kind != HunkLine::Kind::kAdded) {
      if (absl::Status status = Take(&old_); !status.ok()) return status;
    }
    if (kind != HunkLine::Kind::kRemoved) {
      if (absl::Status status = Take(&new_); !status.ok()) return status;
    }
    if (--lines_left_ < 0) {
      return Fail(absl::StrCat("a patch of more than ", kMaxHunkLines,
                               " lines is not read"));
    }
    HunkLine read;
    read.kind = kind;
    read.text = std::string(line.substr(without_marker ? 0 : 1));
    read.without_marker = without_marker;
    hunk_.lines.push_back(std::move(read));
    cursor_.Advance();
    return absl::OkStatus();
  }

  absl::Status Take(Side* side) {
    if (side->left == 0) return UnexpectedLine();
    if (side->ended) {
      return Fail(
          absl::StrCat("a line follows the one marked as the file's last: ",
                       cursor_.Found()));
    }
    --side->left;
    return absl::OkStatus();
  }

  // "\ No newline at end of file" belongs to the line before it.
  absl::Status ReadMarker() {
    if (hunk_.lines.empty() || !absl::EndsWith(hunk_.lines.back().text, "\n")) {
      return Fail(absl::StrCat("expected a line before ", cursor_.Found()));
    }
    HunkLine& last = hunk_.lines.back();
    last.text.pop_back();
    if (last.text.empty()) {
      return Fail("a line without a line feed must have other bytes");
    }
    if (hunk_.no_newline_marker.empty()) {
      hunk_.no_newline_marker = std::string(cursor_.Line());
    } else if (hunk_.no_newline_marker != cursor_.Line()) {
      return Fail(absl::StrCat("expected ", Quote(hunk_.no_newline_marker),
                               " as before, found ", cursor_.Found()));
    }
    if (last.kind != HunkLine::Kind::kAdded) old_.ended = true;
    if (last.kind != HunkLine::Kind::kRemoved) new_.ended = true;
    cursor_.Advance();
    return absl::OkStatus();
  }

  const int number_;
  int& lines_left_;
  DiffCursor& cursor_;
  Hunk& hunk_;
  Side old_;
  Side new_;
};

}  // namespace

absl::optional<Hunk> ParseHunkHeader(absl::string_view line) {
  Hunk hunk;
  hunk.header = std::string(line);
  if (absl::ConsumePrefix(&line, "@@ -") &&
      TakeRange(&line, &hunk.old_start, &hunk.old_count) &&
      absl::ConsumePrefix(&line, " +") &&
      TakeRange(&line, &hunk.new_start, &hunk.new_count) &&
      absl::StartsWith(line, " @@")) {
    return hunk;
  }
  return absl::nullopt;
}

absl::string_view HunkSection(absl::string_view header) {
  const size_t end = header.find(" @@");
  return end == absl::string_view::npos ? absl::string_view("\n")
                                        : header.substr(end + 3);
}

absl::StatusOr<Hunk> ReadHunk(int number, int* lines_left, DiffCursor* cursor) {
  absl::optional<Hunk> hunk = ParseHunkHeader(cursor->Line());
  if (!hunk.has_value()) {
    return cursor->HunkError(
        number, absl::StrCat("expected \"@@ -START,COUNT +START,COUNT @@\", "
                             "found ",
                             cursor->Found()));
  }
  hunk->line_in_file = cursor->line_number();
  cursor->Advance();
  absl::Status status = HunkLines(number, lines_left, cursor, &*hunk).Read();
  if (!status.ok()) return status;
  return *std::move(hunk);
}

}  // namespace patchgraph
