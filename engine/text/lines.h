#ifndef PATCHGRAPH_ENGINE_TEXT_LINES_H_
#define PATCHGRAPH_ENGINE_TEXT_LINES_H_

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace patchgraph {

// A range of lines, 0-based and half-open.
struct LineRange {
  int begin = 0;
  int end = 0;

  int size() const { return end - begin; }
  bool empty() const { return begin == end; }
};

inline bool operator==(const LineRange& a, const LineRange& b) {
  return a.begin == b.begin && a.end == b.end;
}
inline bool operator!=(const LineRange& a, const LineRange& b) {
  return !(a == b);
}

// A text as a sequence of lines. A line includes its '\n'; only the last may
// lack it. The empty text has no lines. Carriage returns and NULs are bytes
// like any other.
//
// Does not own the text, which must outlive it. Copies are cheap: they share
// the index of line starts.
class Lines {
 public:
  Lines() : Lines(absl::string_view()) {}
  explicit Lines(absl::string_view text);

  // A text of which it is known already where the lines start: the offset of
  // each, and of the end.
  Lines(absl::string_view text, std::vector<std::size_t> starts)
      : text_(text),
        starts_(std::make_shared<const std::vector<std::size_t>>(
            std::move(starts))) {}

  int size() const { return static_cast<int>(starts_->size()) - 1; }
  bool empty() const { return size() == 0; }
  absl::string_view text() const { return text_; }

  absl::string_view operator[](int index) const {
    return Range({index, index + 1});
  }

  // The offset of a line; of the line behind the last, that of the end.
  std::size_t StartOf(int line) const { return (*starts_)[line]; }

  // The bytes of a range of lines.
  absl::string_view Range(LineRange range) const {
    const std::size_t begin = (*starts_)[range.begin];
    return absl::string_view(text_.data() + begin,
                             (*starts_)[range.end] - begin);
  }

 private:
  absl::string_view text_;
  // The offset of each line, and of the end of the text.
  std::shared_ptr<const std::vector<std::size_t>> starts_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_LINES_H_
