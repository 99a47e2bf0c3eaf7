#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "engine/git/object_delta.h"
#include "engine/text/common_ends.h"

namespace patchgraph {
namespace {

// git reads copies of up to three bytes' size, and once wrote two at most.
constexpr size_t kLongestCopy = 0xffff;
constexpr size_t kLongestInsert = 0x7f;
// A line that starts with bytes of another one's start is looked at further.
constexpr size_t kAnchor = 16;
// A copy takes up to eight bytes itself.
constexpr size_t kShortestCopy = 16;

class DeltaMaker {
 public:
  DeltaMaker(absl::string_view old, absl::string_view now)
      : old_(old), now_(now) {}

  std::string Make() {
    PutSize(old_.size());
    PutSize(now_.size());
    const size_t front = CommonPrefix(old_, now_);
    const size_t back = CommonSuffix(old_.substr(front), now_.substr(front));
    Copy(0, front);
    Middle(front, now_.size() - back, old_.size() - back);
    Copy(old_.size() - back, back);
    Flush();
    return std::move(delta_);
  }

 private:
  void PutSize(uint64_t size) {
    for (; size >= 0x80; size >>= 7) {
      delta_.push_back(static_cast<char>(size | 0x80));
    }
    delta_.push_back(static_cast<char>(size));
  }

  void Insert(absl::string_view bytes) {
    pending_.append(bytes.data(), bytes.size());
  }

  void Flush() {
    for (absl::string_view rest = pending_; !rest.empty();) {
      const absl::string_view piece = rest.substr(0, kLongestInsert);
      delta_.push_back(static_cast<char>(piece.size()));
      delta_.append(piece.data(), piece.size());
      rest.remove_prefix(piece.size());
    }
    pending_.clear();
  }

  void Copy(size_t offset, size_t size) {
    if (size < kShortestCopy) return Insert(old_.substr(offset, size));
    Flush();
    while (size > 0) {
      const size_t piece = std::min(size, kLongestCopy);
      const size_t command = delta_.size();
      delta_.push_back('\0');
      int bits = 0x80;
      for (int i = 0; i < 4; ++i) PutByte(offset >> (8 * i), 1 << i, &bits);
      for (int i = 0; i < 2; ++i) PutByte(piece >> (8 * i), 0x10 << i, &bits);
      delta_[command] = static_cast<char>(bits);
      offset += piece;
      size -= piece;
    }
  }

  // The lowest byte of `value`, and its bit in the command; zeros are left out.
  void PutByte(size_t value, int bit, int* bits) {
    if ((value & 0xff) == 0) return;
    delta_.push_back(static_cast<char>(value));
    *bits |= bit;
  }

  uint64_t AnchorAt(absl::string_view text, size_t at) const {
    uint64_t words[2];
    std::memcpy(words, text.data() + at, sizeof words);
    return words[0] * 0x9e3779b97f4a7c15 ^ words[1];
  }

  // Where the next line starts; the end if there is none before it.
  static size_t NextLine(absl::string_view text, size_t at, size_t end) {
    const size_t feed = text.find('\n', at);
    return feed == absl::string_view::npos ? end : std::min(feed + 1, end);
  }

  // What is left between the ends. Lines are in the same order in both, so
  // that the search never goes back.
  void Middle(size_t begin, size_t now_end, size_t old_end) {
    if (old_end - begin < kAnchor || now_end - begin < kAnchor) {
      return Insert(now_.substr(begin, now_end - begin));
    }
    // The last line of several alike is in it.
    absl::flat_hash_map<uint64_t, size_t> lines;
    for (size_t at = begin; at + kAnchor <= old_end;
         at = NextLine(old_, at, old_end)) {
      lines[AnchorAt(old_, at)] = at;
    }
    size_t done = begin;
    for (size_t at = begin; at + kAnchor <= now_end;) {
      const auto known = lines.find(AnchorAt(now_, at));
      size_t length = 0;
      if (known != lines.end()) {
        const size_t limit = std::min(now_end - at, old_end - known->second);
        while (length < limit &&
               now_[at + length] == old_[known->second + length]) {
          ++length;
        }
      }
      if (length < 2 * kShortestCopy) {
        at = NextLine(now_, at, now_end);
        continue;
      }
      Insert(now_.substr(done, at - done));
      Copy(known->second, length);
      at += length;
      done = at;
    }
    Insert(now_.substr(done, now_end - done));
  }

  absl::string_view old_;
  absl::string_view now_;
  std::string delta_;
  std::string pending_;
};

}  // namespace

std::string MakeDelta(absl::string_view old, absl::string_view now) {
  return DeltaMaker(old, now).Make();
}

}  // namespace patchgraph
