#include "engine/forks/line_index.h"

#include <algorithm>
#include <array>

namespace patchgraph {
namespace {

constexpr int kFewestNameBytes = 6;

enum ByteKind : unsigned char { kPunctuation, kSpace, kNameByte };

constexpr std::array<unsigned char, 256> MakeByteKinds() {
  std::array<unsigned char, 256> kinds = {};
  for (int byte = '0'; byte <= '9'; ++byte) kinds[byte] = kNameByte;
  for (int byte = 'A'; byte <= 'Z'; ++byte) kinds[byte] = kNameByte;
  for (int byte = 'a'; byte <= 'z'; ++byte) kinds[byte] = kNameByte;
  kinds['_'] = kNameByte;
  for (const char byte : {' ', '\t', '\n', '\v', '\f', '\r'}) {
    kinds[static_cast<unsigned char>(byte)] = kSpace;
  }
  return kinds;
}
constexpr std::array<unsigned char, 256> kByteKinds = MakeByteKinds();

// Calls `see` with what each line that says something says.
template <typename See>
void ForEachMeaning(absl::string_view text, See see) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::uint64_t meaning = LineMeaning(text.substr(0, end));
    if (meaning != 0) see(meaning);
    if (end == absl::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

void SortOnce(std::vector<int>* numbers) {
  std::sort(numbers->begin(), numbers->end());
  numbers->erase(std::unique(numbers->begin(), numbers->end()), numbers->end());
}

}  // namespace

// Eight bytes at a time: a kernel has hundreds of megabytes of lines.
std::uint64_t LineMeaning(absl::string_view line) {
  constexpr std::uint64_t kFactor = 0x9e3779b97f4a7c15;
  constexpr int kWordBytes = 8;
  std::uint64_t hash = 0;
  std::uint64_t word = 0;
  int bytes = 0;
  int name_bytes = 0;
  for (const char character : line) {
    const auto byte = static_cast<unsigned char>(character);
    const unsigned char kind = kByteKinds[byte];
    if (kind == kSpace) continue;
    name_bytes += kind == kNameByte ? 1 : 0;
    word = word << 8 | byte;
    if (++bytes % kWordBytes != 0) continue;
    hash = (hash ^ word) * kFactor;
    hash ^= hash >> 32;
    word = 0;
  }
  if (name_bytes < kFewestNameBytes) return 0;
  hash = (hash ^ word) * kFactor;
  hash ^= hash >> 32;
  hash = (hash ^ static_cast<std::uint64_t>(bytes)) * kFactor;
  return hash == 0 ? 1 : hash;
}

int LineIndex::Add(absl::string_view text) {
  const int file = files();
  std::vector<int> lines;
  ForEachMeaning(text, [this, &lines](std::uint64_t meaning) {
    const auto [at, is_new] = numbers_.emplace(meaning, this->lines());
    if (is_new) files_with_.emplace_back();
    seen_[FilterPlace(meaning)] = true;
    lines.push_back(at->second);
  });
  SortOnce(&lines);
  for (const int line : lines) files_with_[line].push_back(file);
  lines_of_.push_back(std::move(lines));
  return file;
}

std::vector<int> LineIndex::LinesIn(absl::string_view text) const {
  std::vector<int> lines;
  ForEachMeaning(text, [this, &lines](std::uint64_t meaning) {
    if (!seen_[FilterPlace(meaning)]) return;
    const auto found = numbers_.find(meaning);
    if (found != numbers_.end()) lines.push_back(found->second);
  });
  SortOnce(&lines);
  return lines;
}

int SharedCount(absl::Span<const int> a, absl::Span<const int> b) {
  int shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) ++shared;
    const bool advance_a = a[i] <= b[j];
    const bool advance_b = b[j] <= a[i];
    i += advance_a ? 1 : 0;
    j += advance_b ? 1 : 0;
  }
  return shared;
}

}  // namespace patchgraph
