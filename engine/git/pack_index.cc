#include "engine/git/pack_index.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "absl/strings/string_view.h"

namespace patchgraph {
namespace {

constexpr uint64_t kFanout = 8;
constexpr uint64_t kIds = kFanout + 4 * uint64_t{256};
// Ids around the guess: more than four times as far as it is wrong on average,
// in the pack of a kernel.
constexpr uint64_t kNeighbours = 128;

uint32_t BigEndian(absl::string_view bytes, size_t at) {
  uint32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

}  // namespace

std::unique_ptr<const PackIndex> PackIndex::Open(const std::string& name,
                                                 size_t* memory) {
  std::unique_ptr<PackIndex> index(new PackIndex);
  index->file_ = ReadableFile::Open(name, memory);
  if (index->file_ == nullptr) return nullptr;
  std::vector<char> buffer;
  const absl::string_view head = index->file_->Read(0, kIds, &buffer);
  if (head.size() < kIds || head.substr(0, 4) != "\377tOc" ||
      BigEndian(head, 4) != 2) {
    return nullptr;
  }
  for (size_t i = 0; i < index->up_to_.size(); ++i) {
    index->up_to_[i] = BigEndian(head, kFanout + 4 * i);
  }
  if (!std::is_sorted(index->up_to_.begin(), index->up_to_.end())) {
    return nullptr;
  }
  return index;
}

absl::optional<uint64_t> PackIndex::OffsetOf(const ObjectId& id) const {
  const uint8_t first = id.raw()[0];
  uint64_t low = first == 0 ? 0 : up_to_[first - 1];
  uint64_t high = up_to_[first];
  std::vector<char> buffer;
  uint64_t rest = 0;  // the next four bytes
  for (int i = 1; i <= 4; ++i) rest = rest << 8 | id.raw()[i];
  uint64_t guess = low + ((high - low) * rest >> 32);
  while (low < high) {
    const uint64_t begin =
        std::max(low, guess < kNeighbours / 2 ? 0 : guess - kNeighbours / 2);
    const uint64_t end = std::min(high, begin + kNeighbours);
    const absl::string_view ids =
        file_->Read(kIds + begin * ObjectId::kBytes,
                    (end - begin) * ObjectId::kBytes, &buffer);
    if (ids.size() < (end - begin) * ObjectId::kBytes) return absl::nullopt;
    uint64_t from = 0;
    uint64_t to = end - begin;
    while (from < to) {
      const uint64_t middle = (from + to) / 2;
      const int order = std::memcmp(ids.data() + middle * ObjectId::kBytes,
                                    id.raw().data(), ObjectId::kBytes);
      if (order == 0) return OffsetAt(begin + middle);
      if (order < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    // Before, between or behind what was read.
    if (from > 0 && from < end - begin) return absl::nullopt;
    if (from == 0) {
      high = begin;
    } else {
      low = end;
    }
    guess = (low + high) / 2;
  }
  return absl::nullopt;
}

absl::optional<uint64_t> PackIndex::OffsetAt(uint64_t position) const {
  const uint64_t count = up_to_.back();
  const uint64_t offsets = kIds + count * (ObjectId::kBytes + 4);
  std::vector<char> buffer;
  const absl::string_view bytes =
      file_->Read(offsets + 4 * position, 4, &buffer);
  if (bytes.size() < 4) return absl::nullopt;
  const uint32_t offset = BigEndian(bytes, 0);
  if (offset >> 31 == 0) return offset;
  // Of a pack of more than two gigabytes.
  std::vector<char> more;
  const absl::string_view large = file_->Read(
      offsets + 4 * count + 8 * uint64_t{offset & 0x7fffffff}, 8, &more);
  if (large.size() < 8) return absl::nullopt;
  return uint64_t{BigEndian(large, 0)} << 32 | BigEndian(large, 4);
}

}  // namespace patchgraph
