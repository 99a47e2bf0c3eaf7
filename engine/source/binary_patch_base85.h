// The base 85 of git's binary patches: five printable characters for four
// bytes, lines of up to 52 bytes, each headed by a letter for its length.

#ifndef PATCHGRAPH_ENGINE_SOURCE_BINARY_PATCH_BASE85_H_
#define PATCHGRAPH_ENGINE_SOURCE_BINARY_PATCH_BASE85_H_

#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

// Appends the bytes of one line, given without its line end. False, with
// `bytes` unchanged, if the line is not of this form.
bool DecodeBase85Line(absl::string_view line, std::string* bytes);

// The bytes as lines, each with its line feed.
std::string EncodeBase85Lines(absl::string_view bytes);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_BINARY_PATCH_BASE85_H_
