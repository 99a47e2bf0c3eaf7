// The encodings that mails put around 8-bit text.

#ifndef PATCHGRAPH_ENGINE_SOURCE_MBOX_ENCODING_H_
#define PATCHGRAPH_ENGINE_SOURCE_MBOX_ENCODING_H_

#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

// Quoted-printable (RFC 2045). What is no escape stays as it is.
std::string DecodeQuotedPrintable(absl::string_view text);

// Base 64, up to the padding; what is not of the alphabet is passed over.
std::string DecodeBase64(absl::string_view text);

// "=?UTF-8?q?J=C3=B6rg?= <j@example.org>" (RFC 2047) as UTF-8. Words in other
// character sets than UTF-8, ASCII and ISO-8859-1 stay as they are.
std::string DecodeHeaderWords(absl::string_view text);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_MBOX_ENCODING_H_
