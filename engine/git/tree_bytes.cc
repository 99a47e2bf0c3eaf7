#include "engine/git/tree_bytes.h"

#include <algorithm>
#include <cstring>

#include "absl/strings/str_format.h"

namespace patchgraph {
namespace {

uint32_t ModeOf(const GitTreeEntry& entry) {
  return entry.is_directory ? TreeBytes::kFolder
                            : static_cast<uint32_t>(entry.mode);
}

}  // namespace

TreeBytes::TreeBytes(const GitTreeObject& tree) {
  std::vector<GitTreeEntry> sorted;
  sorted.reserve(tree.size());
  for (int i = 0; i < tree.size(); ++i) sorted.push_back(tree.entry(i));
  std::sort(sorted.begin(), sorted.end(),
            [](const GitTreeEntry& a, const GitTreeEntry& b) {
              return ComesBeforeInTree(a.name, a.is_directory, b.name,
                                       b.is_directory);
            });
  entries_.reserve(sorted.size());
  bytes_.reserve(tree.bytes());
  for (const GitTreeEntry& entry : sorted) {
    const uint32_t mode = ModeOf(entry);
    Entry added;
    added.start = static_cast<uint32_t>(bytes_.size());
    absl::StrAppendFormat(&bytes_, "%o ", mode);
    added.name = static_cast<uint32_t>(bytes_.size());
    added.name_size = static_cast<uint32_t>(entry.name.size());
    added.mode = mode;
    absl::StrAppend(&bytes_, entry.name, absl::string_view("\0", 1),
                    entry.id.bytes());
    entries_.push_back(added);
  }
}

absl::string_view TreeBytes::NameAt(int index) const {
  const Entry& entry = entries_[index];
  return absl::string_view(bytes_).substr(entry.name, entry.name_size);
}

ObjectId TreeBytes::IdAt(int index) const {
  ObjectId::Raw raw;
  std::memcpy(raw.data(), &bytes_[EndOf(entries_[index]) - ObjectId::kBytes],
              raw.size());
  return ObjectId(raw);
}

int TreeBytes::LowerBound(absl::string_view name, bool is_folder) const {
  int low = 0;
  int high = size();
  while (low < high) {
    const int middle = (low + high) / 2;
    if (ComesBeforeInTree(NameAt(middle), IsFolderAt(middle), name,
                          is_folder)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

absl::optional<int> TreeBytes::Find(absl::string_view name) const {
  for (const bool is_folder : {false, true}) {
    const int index = LowerBound(name, is_folder);
    if (index < size() && NameAt(index) == name) return index;
  }
  return absl::nullopt;
}

void TreeBytes::SetId(int index, const ObjectId& id) {
  std::memcpy(&bytes_[EndOf(entries_[index]) - ObjectId::kBytes],
              id.raw().data(), ObjectId::kBytes);
}

void TreeBytes::Shift(int first, int64_t by) {
  for (int i = first; i < size(); ++i) {
    entries_[i].start = static_cast<uint32_t>(entries_[i].start + by);
    entries_[i].name = static_cast<uint32_t>(entries_[i].name + by);
  }
}

void TreeBytes::Put(absl::string_view name, uint32_t mode, const ObjectId& id) {
  const absl::optional<int> known = Find(name);
  if (known.has_value()) {
    if (ModeAt(*known) == mode) return SetId(*known, id);
    Erase(*known);
  }
  const int index = LowerBound(name, mode == kFolder);
  const uint32_t at = index < size() ? entries_[index].start
                                     : static_cast<uint32_t>(bytes_.size());
  const std::string front = absl::StrFormat("%o ", mode);
  const std::string text =
      absl::StrCat(front, name, absl::string_view("\0", 1), id.bytes());
  bytes_.insert(at, text);
  Shift(index, static_cast<int64_t>(text.size()));
  Entry added;
  added.start = at;
  added.name = at + static_cast<uint32_t>(front.size());
  added.name_size = static_cast<uint32_t>(name.size());
  added.mode = mode;
  entries_.insert(entries_.begin() + index, added);
}

void TreeBytes::Erase(int index) {
  const Entry entry = entries_[index];
  const uint32_t length = EndOf(entry) - entry.start;
  bytes_.erase(entry.start, length);
  entries_.erase(entries_.begin() + index);
  Shift(index, -static_cast<int64_t>(length));
}

}  // namespace patchgraph
