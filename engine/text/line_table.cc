#include "engine/text/line_table.h"

#include <utility>

#include "absl/hash/hash.h"

namespace patchgraph {
namespace {

constexpr std::size_t kMinSlots = 64;

}  // namespace

InternedLines LineTable::Intern(Lines lines) {
  InternedLines interned;
  const int count = lines.size();
  interned.ids.reserve(count);
  for (int i = 0; i < count; ++i) interned.ids.push_back(IdOf(lines[i]));
  interned.lines = std::move(lines);
  return interned;
}

int LineTable::IdOf(absl::string_view line) {
  // At most half full, so that there is a free slot near every hash.
  if (slots_.size() < 2 * (known_.size() + 1)) Reserve(known_.size() + 1);
  const auto hash =
      static_cast<std::uint32_t>(absl::Hash<absl::string_view>()(line));
  const std::size_t mask = slots_.size() - 1;
  std::size_t index = hash & mask;
  while (slots_[index].id != kFree) {
    const Slot& slot = slots_[index];
    if (slot.hash == hash && known_[slot.id] == line) return slot.id;
    index = (index + 1) & mask;
  }
  slots_[index] = {hash, size()};
  known_.push_back(line);
  return slots_[index].id;
}

void LineTable::Reserve(std::size_t lines) {
  std::size_t size = kMinSlots;
  while (size < 4 * lines) size *= 2;
  std::vector<Slot> old(size);
  old.swap(slots_);
  const std::size_t mask = size - 1;
  for (const Slot& slot : old) {
    if (slot.id == kFree) continue;
    std::size_t index = slot.hash & mask;
    while (slots_[index].id != kFree) index = (index + 1) & mask;
    slots_[index] = slot;
  }
}

}  // namespace patchgraph
