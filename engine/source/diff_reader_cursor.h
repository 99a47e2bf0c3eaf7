// A place in a patch's text: what the parts of the diff reader share.

#ifndef PATCHGRAPH_ENGINE_SOURCE_DIFF_READER_CURSOR_H_
#define PATCHGRAPH_ENGINE_SOURCE_DIFF_READER_CURSOR_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace patchgraph {

// A line without its line feed, and without the carriage return before it.
absl::string_view TrimLineEnd(absl::string_view line);

// A line for a message: escaped, shortened, in quotes.
std::string Quote(absl::string_view line);

// Walks over lines. The text must outlive the cursor; it is empty or ends with
// a line feed.
class DiffCursor {
 public:
  // `file` and `patch` name the place in errors. The text starts at `line` of
  // the file.
  DiffCursor(absl::string_view text, absl::string_view file,
             absl::string_view patch, int line = 1);

  bool AtEnd() const { return line_.empty(); }
  // The line with its line feed; empty at the end.
  absl::string_view Line() const { return line_; }
  // The line after this one; empty if there is none.
  absl::string_view NextLine() const;
  // The line after that one.
  absl::string_view LineAfterNext() const;
  void Advance();

  size_t offset() const { return offset_; }
  int line_number() const { return line_number_; }  // from 1
  // The text from `begin` to where the cursor stands.
  absl::string_view Since(size_t begin) const {
    return text_.substr(begin, offset_ - begin);
  }

  // "file:line: patch NAME: what" at the cursor's line.
  absl::Status Error(absl::string_view what) const;
  // "file:line: patch NAME, hunk N: what".
  absl::Status HunkError(int hunk, absl::string_view what) const;
  // The line as a message has it: quoted, or "the end of the text".
  std::string Found() const;

 private:
  absl::string_view LineFrom(size_t begin) const;

  absl::string_view text_;
  absl::string_view file_;
  absl::string_view patch_;
  absl::string_view line_;
  size_t offset_ = 0;
  int line_number_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_DIFF_READER_CURSOR_H_
