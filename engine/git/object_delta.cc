#include "engine/git/object_delta.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

bool TakeByte(absl::string_view* delta, uint8_t* byte) {
  if (delta->empty()) return false;
  *byte = static_cast<uint8_t>(delta->front());
  delta->remove_prefix(1);
  return true;
}

// Seven bits a byte, the lowest first; the top bit says that more follow.
bool TakeSize(absl::string_view* delta, uint64_t* size) {
  *size = 0;
  for (int shift = 0; shift < 63; shift += 7) {
    uint8_t byte;
    if (!TakeByte(delta, &byte)) return false;
    *size |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) return true;
  }
  return false;
}

// A copy's offset (four bytes) and size (three), of which only those are there
// that have a bit in `command`.
bool TakeCopy(uint8_t command, absl::string_view* delta, size_t* offset,
              size_t* size) {
  uint64_t fields = 0;
  for (int i = 0; i < 7; ++i) {
    if ((command >> i & 1) == 0) continue;
    uint8_t byte;
    if (!TakeByte(delta, &byte)) return false;
    fields |= static_cast<uint64_t>(byte) << (8 * i);
  }
  *offset = fields & 0xffffffff;
  *size = fields >> 32;
  if (*size == 0) *size = 0x10000;
  return true;
}

absl::Status Garbled() {
  return absl::InvalidArgumentError("the binary delta is garbled");
}

}  // namespace

absl::StatusOr<uint64_t> SizeAfterDelta(absl::string_view delta) {
  uint64_t old_size;
  uint64_t new_size;
  if (!TakeSize(&delta, &old_size) || !TakeSize(&delta, &new_size)) {
    return Garbled();
  }
  return new_size;
}

absl::StatusOr<std::string> ApplyDelta(absl::string_view old,
                                       absl::string_view delta, size_t limit) {
  uint64_t old_size;
  uint64_t new_size;
  if (!TakeSize(&delta, &old_size) || !TakeSize(&delta, &new_size)) {
    return Garbled();
  }
  if (old_size != old.size()) {
    return absl::FailedPreconditionError(
        absl::StrCat("the binary delta is for a file of ", old_size,
                     " bytes, the file has ", old.size()));
  }
  if (new_size > limit) {
    return absl::InvalidArgumentError(
        absl::StrCat("the binary delta gives ", new_size,
                     " bytes, more than the limit of ", limit));
  }
  std::string result;
  // Garbage may claim any size.
  result.reserve(std::min<uint64_t>(new_size, 2 * (old.size() + delta.size())));
  uint8_t command;
  while (TakeByte(&delta, &command)) {
    absl::string_view piece;
    if ((command & 0x80) != 0) {
      size_t offset;
      size_t size;
      if (!TakeCopy(command, &delta, &offset, &size) || offset > old.size() ||
          size > old.size() - offset) {
        return Garbled();
      }
      piece = old.substr(offset, size);
    } else {
      // Zero is reserved.
      if (command == 0 || command > delta.size()) return Garbled();
      piece = delta.substr(0, command);
      delta.remove_prefix(command);
    }
    if (piece.size() > new_size - result.size()) return Garbled();
    result.append(piece.data(), piece.size());
  }
  if (result.size() != new_size) return Garbled();
  return result;
}

}  // namespace patchgraph
