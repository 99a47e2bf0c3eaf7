#include "engine/text/similarity.h"

#include <algorithm>
#include <cstddef>

#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

constexpr int kMaxSpan = 64;

// Spans are told apart by hashes below this prime alone, so that two different
// spans may count as equal: that is part of the estimate.
constexpr std::uint32_t kHashes = 107927;

// The hash of a span, byte by byte: two words are shifted round together and
// the byte added to the first.
class SpanHash {
 public:
  void Add(unsigned char byte) {
    const std::uint32_t carried = first_ >> 25;
    first_ = ((first_ << 7) ^ (second_ >> 25)) + byte;
    second_ = (second_ << 7) ^ carried;
    ++bytes_;
  }
  int bytes() const { return bytes_; }
  std::uint32_t hash() const { return (first_ + second_ * 0x61) % kHashes; }

 private:
  std::uint32_t first_ = 0;
  std::uint32_t second_ = 0;
  int bytes_ = 0;
};

}  // namespace

Fingerprint::Fingerprint(absl::string_view content, GitRelease git)
    : size_(content.size()) {
  const bool is_text = !IsBinary(content);
  std::vector<Span> spans;
  spans.reserve(content.size() / 32 + 1);
  SpanHash span;
  const auto finish = [&] {
    spans.push_back({span.hash(), static_cast<std::uint32_t>(span.bytes())});
    span = SpanHash();
  };
  for (std::size_t i = 0; i < content.size(); ++i) {
    const char byte = content[i];
    if (is_text && byte == '\r' && i + 1 < content.size() &&
        content[i + 1] == '\n') {
      continue;
    }
    span.Add(static_cast<unsigned char>(byte));
    if (byte == '\n' || span.bytes() == kMaxSpan) finish();
  }
  if (span.bytes() > 0 && git.CountsUnfinishedLine()) finish();

  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.hash < b.hash; });
  for (const Span& next : spans) {
    if (!spans_.empty() && spans_.back().hash == next.hash) {
      spans_.back().bytes += next.bytes;
    } else {
      spans_.push_back(next);
    }
  }
  spans_.shrink_to_fit();
}

int Similarity(const Fingerprint& a, const Fingerprint& b) {
  const std::uint64_t larger = std::max(a.size_, b.size_);
  if (larger == 0) return 0;
  std::uint64_t common = 0;
  auto i = a.spans_.begin();
  auto j = b.spans_.begin();
  while (i != a.spans_.end() && j != b.spans_.end()) {
    if (i->hash < j->hash) {
      ++i;
    } else if (j->hash < i->hash) {
      ++j;
    } else {
      common += std::min(i->bytes, j->bytes);
      ++i;
      ++j;
    }
  }
  // In floating point, as git has it: the last unit depends on it.
  return static_cast<int>(static_cast<double>(common) * kMaxSimilarity /
                          static_cast<double>(larger));
}

bool SizesAllowSimilarity(std::uint64_t a_size, std::uint64_t b_size,
                          int minimum) {
  const std::uint64_t larger = std::max(a_size, b_size);
  const std::uint64_t difference = larger - std::min(a_size, b_size);
  return larger > 0 && static_cast<double>(larger) *
                               static_cast<double>(kMaxSimilarity - minimum) >=
                           static_cast<double>(difference) * kMaxSimilarity;
}

}  // namespace patchgraph
