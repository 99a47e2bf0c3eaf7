#include "engine/forms/latin_text.h"

namespace patchgraph {
namespace {

// Bytes that follow a first byte of UTF-8; -1 for what is none.
int BytesAfter(unsigned char lead) {
  if (lead < 0x80) return 0;
  if (lead >= 0xc2 && lead < 0xe0) return 1;
  if (lead >= 0xe0 && lead < 0xf0) return 2;
  return lead >= 0xf0 && lead < 0xf5 ? 3 : -1;
}

bool HoldsUtf8(absl::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const int more = BytesAfter(static_cast<unsigned char>(text[at++]));
    if (more < 0 || at + more > text.size()) return false;
    for (int i = 0; i < more; ++i) {
      const auto byte = static_cast<unsigned char>(text[at++]);
      if ((byte & 0xc0U) != 0x80) return false;
    }
  }
  return true;
}

}  // namespace

std::string AsUtf8(absl::string_view text) {
  if (HoldsUtf8(text)) return std::string(text);
  std::string converted;
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (byte < 0x80) {
      converted.push_back(character);
      continue;
    }
    converted.push_back(static_cast<char>(0xc0U | (byte >> 6U)));
    converted.push_back(static_cast<char>(0x80U | (byte & 0x3fU)));
  }
  return converted;
}

}  // namespace patchgraph
