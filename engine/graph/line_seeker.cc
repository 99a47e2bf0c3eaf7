#include "engine/graph/line_seeker.h"

#include <cstdint>
#include <cstring>

namespace patchgraph {
namespace {

// The number of line feeds in eight bytes: each byte that is one becomes zero,
// and the sum below sets the top bit of those that are not.
int CountFeeds(const char* bytes) {
  constexpr uint64_t kFeeds = 0x0a0a0a0a0a0a0a0a;
  constexpr uint64_t kLowBits = 0x7f7f7f7f7f7f7f7f;
  uint64_t word;
  std::memcpy(&word, bytes, sizeof(word));
  word ^= kFeeds;
  const uint64_t others = ((word & kLowBits) + kLowBits) | word | kLowBits;
  return __builtin_popcountll(~others);
}

}  // namespace

size_t LineSeeker::OffsetOf(int line) {
  if (line >= line_) {
    GoForward(line);
  } else {
    GoBack(line);
  }
  return offset_;
}

void LineSeeker::GoForward(int line) {
  while (line_ < line && offset_ + sizeof(uint64_t) < text_.size()) {
    const int feeds = CountFeeds(text_.data() + offset_);
    if (line_ + feeds >= line) break;
    line_ += feeds;
    offset_ += sizeof(uint64_t);
  }
  while (line_ < line && offset_ < text_.size()) {
    const size_t feed = text_.find('\n', offset_);
    offset_ = feed == absl::string_view::npos ? text_.size() : feed + 1;
    ++line_;
  }
}

void LineSeeker::GoBack(int line) {
  for (; line_ > line && offset_ > 0; --line_) {
    const absl::string_view lines_above = text_.substr(0, offset_ - 1);
    const size_t feed = lines_above.rfind('\n');
    offset_ = feed == absl::string_view::npos ? 0 : feed + 1;
  }
}

}  // namespace patchgraph
