#include "engine/git/pack_index.h"

#include <cstring>
#include <utility>

#include "absl/strings/string_view.h"

namespace patchgraph {
namespace {

constexpr uint64_t kFanout = 8;
constexpr uint64_t kIds = kFanout + 4 * uint64_t{256};
// Ids on each side of the guess: more than twice as far as it is wrong on
// average, in the pack of a kernel.
constexpr uint64_t kNeighbours = 64;

uint32_t BigEndian(absl::string_view bytes, size_t at) {
  uint32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

}  // namespace

std::unique_ptr<const PackIndex> PackIndex::Open(const std::string& name) {
  auto file = MappedFile::Open(name);
  if (file == nullptr) return nullptr;
  const absl::string_view bytes = file->bytes();
  if (bytes.size() < kIds || bytes.substr(0, 4) != "\377tOc" ||
      BigEndian(bytes, 4) != 2) {
    return nullptr;
  }
  std::unique_ptr<const PackIndex> index(new PackIndex(std::move(file)));
  for (int i = 1; i < 256; ++i) {
    if (index->UpTo(i - 1) > index->UpTo(i)) return nullptr;
  }
  // Id, checksum and offset of each object; what is behind them may be absent.
  const uint64_t tables = index->UpTo(255) * (ObjectId::kBytes + 4 + 4);
  if (bytes.size() < kIds + tables) return nullptr;
  return index;
}

uint64_t PackIndex::UpTo(int first_byte) const {
  return BigEndian(file_->bytes(), kFanout + uint64_t{4} * first_byte);
}

int PackIndex::CompareAt(uint64_t position, const ObjectId& id) const {
  return std::memcmp(id.raw().data(),
                     file_->bytes().data() + kIds + position * ObjectId::kBytes,
                     ObjectId::kBytes);
}

absl::optional<uint64_t> PackIndex::OffsetOf(const ObjectId& id) const {
  const int first = id.raw()[0];
  uint64_t low = first == 0 ? 0 : UpTo(first - 1);
  uint64_t high = UpTo(first);
  uint64_t rest = 0;  // the next four bytes
  for (int i = 1; i <= 4; ++i) rest = rest << 8 | id.raw()[i];
  const uint64_t guess = low + ((high - low) * rest >> 32);
  if (guess > low + kNeighbours) {
    const uint64_t before = guess - kNeighbours;
    (CompareAt(before, id) < 0 ? high : low) = before;
  }
  if (guess + kNeighbours < high) {
    const uint64_t behind = guess + kNeighbours;
    (CompareAt(behind, id) < 0 ? high : low) = behind;
  }
  while (low < high) {
    const uint64_t middle = (low + high) / 2;
    const int order = CompareAt(middle, id);
    if (order == 0) return OffsetAt(middle);
    if (order < 0) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return absl::nullopt;
}

absl::optional<uint64_t> PackIndex::OffsetAt(uint64_t position) const {
  const absl::string_view bytes = file_->bytes();
  const uint64_t count = UpTo(255);
  const uint64_t offsets = kIds + count * (ObjectId::kBytes + 4);
  const uint32_t offset = BigEndian(bytes, offsets + 4 * position);
  if (offset >> 31 == 0) return offset;
  // Of a pack of more than two gigabytes.
  const uint64_t large =
      offsets + 4 * count + 8 * uint64_t{offset & 0x7fffffff};
  if (large + 8 > bytes.size()) return absl::nullopt;
  return uint64_t{BigEndian(bytes, large)} << 32 | BigEndian(bytes, large + 4);
}

}  // namespace patchgraph
