#include "engine/source/mbox_encoding.h"

#include <cstddef>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"

namespace patchgraph {
namespace {

// The value of a digit of base 64; -1 if it is none.
int Base64Digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  return c == '/' ? 63 : -1;
}

std::string Latin1ToUtf8(absl::string_view latin1) {
  std::string text;
  for (const char c : latin1) {
    const auto byte = static_cast<uint8_t>(c);
    if (byte < 0x80) {
      text.push_back(c);
    } else {
      text.push_back(static_cast<char>(0xc0 | byte >> 6));
      text.push_back(static_cast<char>(0x80 | (byte & 0x3f)));
    }
  }
  return text;
}

// Takes "=?charset?q?text?=" off the front; nullopt if it is not one of ours.
absl::optional<std::string> TakeWord(absl::string_view* text) {
  absl::string_view rest = *text;
  if (!absl::ConsumePrefix(&rest, "=?")) return absl::nullopt;
  const size_t mark = rest.find('?');
  if (mark == rest.npos || rest.size() < mark + 3 || rest[mark + 2] != '?') {
    return absl::nullopt;
  }
  const absl::string_view charset = rest.substr(0, mark);
  const char encoding = absl::ascii_tolower(rest[mark + 1]);
  rest.remove_prefix(mark + 3);
  const size_t end = rest.find("?=");
  if (end == rest.npos || (encoding != 'q' && encoding != 'b')) {
    return absl::nullopt;
  }
  const absl::string_view encoded = rest.substr(0, end);
  std::string bytes =
      encoding == 'b'
          ? DecodeBase64(encoded)
          : DecodeQuotedPrintable(absl::StrReplaceAll(encoded, {{"_", "=20"}}));
  if (absl::EqualsIgnoreCase(charset, "iso-8859-1")) {
    bytes = Latin1ToUtf8(bytes);
  } else if (!absl::EqualsIgnoreCase(charset, "utf-8") &&
             !absl::EqualsIgnoreCase(charset, "us-ascii")) {
    return absl::nullopt;
  }
  *text = rest.substr(end + 2);
  return bytes;
}

}  // namespace

std::string DecodeQuotedPrintable(absl::string_view text) {
  std::string bytes;
  while (!text.empty()) {
    const char c = text.front();
    text.remove_prefix(1);
    if (c == '=' && text.size() >= 2 && absl::ascii_isxdigit(text[0]) &&
        absl::ascii_isxdigit(text[1])) {
      bytes += absl::HexStringToBytes(text.substr(0, 2));
      text.remove_prefix(2);
      continue;
    }
    // At a line's end it stands for no line end at all.
    const bool joins_lines = c == '=' && (absl::ConsumePrefix(&text, "\n") ||
                                          absl::ConsumePrefix(&text, "\r\n"));
    if (!joins_lines) bytes.push_back(c);
  }
  return bytes;
}

std::string DecodeBase64(absl::string_view text) {
  std::string bytes;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=') break;
    const int digit = Base64Digit(c);
    if (digit < 0) continue;
    bits = bits << 6 | static_cast<uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<char>(bits >> count));
  }
  return bytes;
}

std::string DecodeHeaderWords(absl::string_view text) {
  std::string decoded;
  size_t after_word = 0;  // where the last word ended in `decoded`, if not 0
  while (!text.empty()) {
    if (absl::optional<std::string> word = TakeWord(&text)) {
      // The white space between two words is not part of the text.
      if (after_word != 0 && absl::StripAsciiWhitespace(
                                 absl::string_view(decoded).substr(after_word))
                                 .empty()) {
        decoded.resize(after_word);
      }
      absl::StrAppend(&decoded, *word);
      after_word = decoded.size();
      continue;
    }
    decoded.push_back(text.front());
    text.remove_prefix(1);
  }
  return decoded;
}

}  // namespace patchgraph
