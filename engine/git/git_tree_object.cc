#include "engine/git/git_tree_object.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "absl/status/status.h"
#include "engine/text/common_ends.h"

namespace patchgraph {
namespace {

constexpr uint32_t kTypeBits = 0170000;
constexpr uint32_t kDirectoryBits = 0040000;

// Old trees hold modes such as 0100664, which git reads as one of its own.
FileMode ModeOf(uint32_t mode) {
  switch (mode & kTypeBits) {
    case 0100000:
      return (mode & 0100) != 0 ? FileMode::kExecutable : FileMode::kRegular;
    case 0120000:
      return FileMode::kSymlink;
    default:
      return FileMode::kSubmodule;
  }
}

bool IsNameOfAFile(absl::string_view name) {
  return !name.empty() && name != "." && name != ".." &&
         name.find('/') == absl::string_view::npos;
}

// Reads octal digits up to a space, and moves `at` behind it.
absl::optional<uint32_t> ReadMode(absl::string_view bytes, size_t& at) {
  uint32_t mode = 0;
  const size_t start = at;
  while (at < bytes.size() && bytes[at] >= '0' && bytes[at] <= '7' &&
         at - start < 7) {
    mode = mode * 8 + static_cast<uint32_t>(bytes[at++] - '0');
  }
  if (at == start || at >= bytes.size() || bytes[at] != ' ') {
    return absl::nullopt;
  }
  ++at;
  return mode;
}

}  // namespace

ObjectId EmptyTreeId() {
  return ObjectId({0x4b, 0x82, 0x5d, 0xc6, 0x42, 0xcb, 0x6e, 0xb9, 0xa0, 0x60,
                   0xe5, 0x4b, 0xf8, 0xd6, 0x92, 0x88, 0xfb, 0xee, 0x49, 0x04});
}

bool ComesBeforeInTree(absl::string_view a, bool a_is_folder,
                       absl::string_view b, bool b_is_folder) {
  const size_t common = std::min(a.size(), b.size());
  const int order = std::memcmp(a.data(), b.data(), common);
  if (order != 0) return order < 0;
  const auto next = [common](absl::string_view name, bool is_folder) {
    if (name.size() > common) return static_cast<unsigned char>(name[common]);
    return static_cast<unsigned char>(is_folder ? '/' : '\0');
  };
  return next(a, a_is_folder) < next(b, b_is_folder);
}

absl::StatusOr<GitTreeObject> GitTreeObject::Parse(std::string bytes) {
  if (bytes.size() > std::numeric_limits<uint32_t>::max()) {
    return absl::DataLossError("the tree is larger than 4 GiB");
  }
  GitTreeObject tree;
  tree.bytes_ = std::move(bytes);
  const absl::string_view all = tree.bytes_;
  for (size_t at = 0; at < all.size();) {
    const absl::optional<uint32_t> mode = ReadMode(all, at);
    if (!mode.has_value()) {
      return absl::DataLossError("the tree has an entry without a mode");
    }
    const size_t end = all.find('\0', at);
    if (end == absl::string_view::npos ||
        all.size() - end - 1 < ObjectId::kBytes) {
      return absl::DataLossError("the tree is cut short");
    }
    if (!IsNameOfAFile(all.substr(at, end - at))) {
      return absl::DataLossError("the tree has an entry with a false name");
    }
    tree.spans_.push_back(
        {static_cast<uint32_t>(at), static_cast<uint32_t>(end - at), *mode});
    at = end + 1 + ObjectId::kBytes;
  }
  const auto by_name = [&tree](const Span& a, const Span& b) {
    return tree.NameAt(a) < tree.NameAt(b);
  };
  if (!std::is_sorted(tree.spans_.begin(), tree.spans_.end(), by_name)) {
    std::sort(tree.spans_.begin(), tree.spans_.end(), by_name);
  }
  return tree;
}

GitTreeEntry GitTreeObject::EntryAt(const Span& span) const {
  GitTreeEntry entry;
  entry.name = NameAt(span);
  entry.is_directory = (span.mode & kTypeBits) == kDirectoryBits;
  if (!entry.is_directory) entry.mode = ModeOf(span.mode);
  ObjectId::Raw raw;
  std::memcpy(raw.data(), &bytes_[span.name_start + span.name_size + 1],
              raw.size());
  entry.id = ObjectId(raw);
  return entry;
}

GitTreeEntry GitTreeObject::entry(int index) const {
  return EntryAt(spans_[index]);
}

int GitTreeObject::CommonFront(const GitTreeObject& other) const {
  const size_t bytes = CommonPrefix(bytes_, other.bytes_);
  const int limit = std::min(size(), other.size());
  int same = 0;
  while (same < limit) {
    const Span& a = spans_[same];
    const Span& b = other.spans_[same];
    if (a.name_start != b.name_start || a.name_size != b.name_size ||
        a.name_start + a.name_size + 1 + ObjectId::kBytes > bytes) {
      break;
    }
    ++same;
  }
  return same;
}

absl::optional<GitTreeEntry> GitTreeObject::Find(absl::string_view name) const {
  const auto at =
      std::lower_bound(spans_.begin(), spans_.end(), name,
                       [this](const Span& span, absl::string_view wanted) {
                         return NameAt(span) < wanted;
                       });
  if (at == spans_.end() || NameAt(*at) != name) return absl::nullopt;
  return EntryAt(*at);
}

}  // namespace patchgraph
