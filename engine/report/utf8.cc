#include "engine/report/utf8.h"

namespace patchgraph {
namespace {

constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

struct LeadByte {
  int bytes = 0;  // of the whole character; 0: none begins so
  char32_t bits = 0;
  char32_t smallest = 0;  // below it, the form is overlong
};

LeadByte ReadLead(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if ((byte & 0xE0) == 0xC0) return {2, byte & 0x1Fu, 0x80};
  if ((byte & 0xF0) == 0xE0) return {3, byte & 0x0Fu, 0x800};
  if ((byte & 0xF8) == 0xF0) return {4, byte & 0x07u, 0x10000};
  return {};
}

bool IsCharacter(char32_t value) {
  return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

}  // namespace

CodePoint FirstCodePoint(absl::string_view text) {
  const CodePoint broken{static_cast<unsigned char>(text.front()), 1, false};
  const LeadByte lead = ReadLead(static_cast<unsigned char>(text.front()));
  if (lead.bytes == 0 || text.size() < static_cast<size_t>(lead.bytes)) {
    return broken;
  }
  char32_t value = lead.bits;
  for (int i = 1; i < lead.bytes; ++i) {
    const unsigned char byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) return broken;
    value = (value << 6) | (byte & 0x3Fu);
  }
  if (value < lead.smallest || !IsCharacter(value)) return broken;
  return {value, lead.bytes, true};
}

std::string ValidUtf8(absl::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) {
    const CodePoint point = FirstCodePoint(bytes);
    const absl::string_view raw = bytes.substr(0, point.bytes);
    const absl::string_view printed = point.valid ? raw : kReplacement;
    text.append(printed.data(), printed.size());
    bytes.remove_prefix(point.bytes);
  }
  return text;
}

}  // namespace patchgraph
