// Bytes of any encoding as UTF-8 text.

#ifndef PATCHGRAPH_ENGINE_REPORT_UTF8_H_
#define PATCHGRAPH_ENGINE_REPORT_UTF8_H_

#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

// A character of a text: its number, and how many bytes it takes there.
struct CodePoint {
  char32_t value = 0;
  int bytes = 1;
  bool valid = true;  // false: one byte that begins no UTF-8 character
};

// The character that `text`, which is not empty, begins with. Overlong forms,
// surrogates and numbers above U+10FFFF are not characters.
CodePoint FirstCodePoint(absl::string_view text);

// `bytes` with U+FFFD for each byte that belongs to no UTF-8 character.
std::string ValidUtf8(absl::string_view bytes);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_UTF8_H_
