#include "engine/source/binary_patch_base85.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace patchgraph {
namespace {

// RFC 1924's alphabet, in the order of the digits.
constexpr absl::string_view kDigits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    "!#$%&()*+-;<=>?@^_`{|}~";
constexpr size_t kBytesInLine = 52;

std::array<int16_t, 256> DigitValues() {
  std::array<int16_t, 256> values;
  values.fill(-1);
  for (size_t i = 0; i < kDigits.size(); ++i) {
    values[static_cast<uint8_t>(kDigits[i])] = static_cast<int16_t>(i);
  }
  return values;
}

// 1 for 'A' to 52 for 'z'; 0 for anything else.
size_t LineLength(char letter) {
  if (letter >= 'A' && letter <= 'Z') return letter - 'A' + 1;
  if (letter >= 'a' && letter <= 'z') return letter - 'a' + 27;
  return 0;
}

char LengthLetter(size_t length) {
  return static_cast<char>(length <= 26 ? 'A' + length - 1 : 'a' + length - 27);
}

}  // namespace

bool DecodeBase85Line(absl::string_view line, std::string* bytes) {
  static const std::array<int16_t, 256> kValues = DigitValues();
  if (line.empty()) return false;
  const size_t length = LineLength(line.front());
  line.remove_prefix(1);
  if (length == 0 || line.size() != (length + 3) / 4 * 5) return false;
  std::string decoded;
  for (; !line.empty(); line.remove_prefix(5)) {
    uint64_t word = 0;
    for (const char c : line.substr(0, 5)) {
      const int value = kValues[static_cast<uint8_t>(c)];
      if (value < 0) return false;
      word = word * 85 + value;
    }
    if (word > UINT32_MAX) return false;
    for (int shift = 24; shift >= 0; shift -= 8) {
      decoded.push_back(static_cast<char>(word >> shift));
    }
  }
  // The last word is padded.
  bytes->append(decoded, 0, length);
  return true;
}

std::string EncodeBase85Lines(absl::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    const absl::string_view line = bytes.substr(0, kBytesInLine);
    text.push_back(LengthLetter(line.size()));
    for (size_t i = 0; i < line.size(); i += 4) {
      uint32_t word = 0;
      for (size_t j = i; j < i + 4; ++j) {
        word =
            word << 8 | (j < line.size() ? static_cast<uint8_t>(line[j]) : 0);
      }
      char digits[5];
      for (int digit = 4; digit >= 0; --digit, word /= 85) {
        digits[digit] = kDigits[word % 85];
      }
      text.append(digits, 5);
    }
    text.push_back('\n');
    bytes.remove_prefix(line.size());
  }
  return text;
}

}  // namespace patchgraph
