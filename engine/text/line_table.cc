#include "engine/text/line_table.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/hash/hash.h"
#include "engine/text/common_ends.h"

namespace patchgraph {
namespace {

constexpr std::size_t kMinSlots = 64;

// The first line that does not start before `offset`; the number of lines if
// all do.
int FirstLineFrom(const Lines& lines, std::size_t offset) {
  int low = 0;
  int high = lines.size();
  while (low < high) {
    const int middle = (low + high) / 2;
    if (lines.StartOf(middle) < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

// How many lines end, with a line feed, in the first `bytes` bytes.
int LinesBefore(const Lines& lines, std::size_t bytes) {
  int count = FirstLineFrom(lines, bytes + 1);
  // That many start there; the last of them may go on. Where the text ends
  // there without a line feed the last one might go on in another text.
  if (count == lines.size() && lines.StartOf(count) <= bytes &&
      (count == 0 || lines[count - 1].back() == '\n')) {
    return count;
  }
  return std::max(count - 1, 0);
}

}  // namespace

InternedLines LineTable::Intern(Lines lines) {
  InternedLines interned;
  const int count = lines.size();
  interned.ids.reserve(count);
  for (int i = 0; i < count; ++i) interned.ids.push_back(IdOf(lines[i]));
  interned.lines = std::move(lines);
  return interned;
}

InternedLines LineTable::InternLike(absl::string_view text,
                                    const InternedLines& like) {
  const Lines& old = like.lines;
  // Whole lines, each with its line feed, before the first difference.
  const int front = LinesBefore(old, CommonPrefix(old.text(), text));
  const std::size_t front_bytes = old.StartOf(front);
  // And behind the last: from a line whose preceding line feed is common too.
  const std::size_t common =
      CommonSuffix(old.text().substr(front_bytes), text.substr(front_bytes));
  const int back = FirstLineFrom(old, old.text().size() - common + 1);
  const std::size_t back_bytes = old.text().size() - old.StartOf(back);
  const Lines middle(
      text.substr(front_bytes, text.size() - back_bytes - front_bytes));

  const int count = front + middle.size() + (old.size() - back);
  InternedLines interned;
  interned.ids.reserve(count);
  interned.ids.assign(like.ids.begin(), like.ids.begin() + front);
  for (int i = 0; i < middle.size(); ++i) {
    interned.ids.push_back(IdOf(middle[i]));
  }
  interned.ids.insert(interned.ids.end(), like.ids.begin() + back,
                      like.ids.end());
  std::vector<std::size_t> starts(count + 1);
  for (int i = 0; i < front; ++i) starts[i] = old.StartOf(i);
  for (int i = 0; i < middle.size(); ++i) {
    starts[front + i] = front_bytes + middle.StartOf(i);
  }
  // The end is one more.
  const int moved = front + middle.size() - back;
  for (int i = back; i <= old.size(); ++i) {
    starts[moved + i] = text.size() - old.text().size() + old.StartOf(i);
  }
  interned.lines = Lines(text, std::move(starts));
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
