#include "engine/source/diff_reader_cursor.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace patchgraph {

absl::string_view TrimLineEnd(absl::string_view line) {
  absl::ConsumeSuffix(&line, "\n");
  absl::ConsumeSuffix(&line, "\r");
  return line;
}

std::string Quote(absl::string_view line) {
  constexpr size_t kLongest = 60;
  absl::ConsumeSuffix(&line, "\n");
  const bool shortened = line.size() > kLongest;
  return absl::StrCat("\"", absl::CHexEscape(line.substr(0, kLongest)),
                      shortened ? "...\"" : "\"");
}

DiffCursor::DiffCursor(absl::string_view text, absl::string_view file,
                       absl::string_view patch, int line)
    : text_(text),
      file_(file),
      patch_(patch),
      line_(LineFrom(0)),
      line_number_(line) {}

absl::string_view DiffCursor::LineFrom(size_t begin) const {
  if (begin >= text_.size()) return absl::string_view();
  const size_t end = text_.find('\n', begin);
  return text_.substr(begin, end == absl::string_view::npos
                                 ? absl::string_view::npos
                                 : end + 1 - begin);
}

absl::string_view DiffCursor::NextLine() const {
  return LineFrom(offset_ + line_.size());
}

absl::string_view DiffCursor::LineAfterNext() const {
  return LineFrom(offset_ + line_.size() + NextLine().size());
}

void DiffCursor::Advance() {
  offset_ += line_.size();
  line_ = LineFrom(offset_);
  ++line_number_;
}

absl::Status DiffCursor::Error(absl::string_view what) const {
  return absl::InvalidArgumentError(
      absl::StrCat(file_, ":", line_number_, ": patch ", patch_, ": ", what));
}

absl::Status DiffCursor::HunkError(int hunk, absl::string_view what) const {
  return absl::InvalidArgumentError(absl::StrCat(file_, ":", line_number_,
                                                 ": patch ", patch_, ", hunk ",
                                                 hunk, ": ", what));
}

std::string DiffCursor::Found() const {
  return AtEnd() ? "the end of the text" : Quote(line_);
}

}  // namespace patchgraph
