// What a place in a text is known by where its lines have moved.

#ifndef PATCHGRAPH_ENGINE_REPORT_CONTENT_DIGEST_H_
#define PATCHGRAPH_ENGINE_REPORT_CONTENT_DIGEST_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace patchgraph {

// Lines less the white space in front of them, behind them and doubled in them,
// and less empty ones; so that a place is the same after a change of its
// indentation.
std::string NormalisedContent(absl::string_view text);

// The SHA-256 of the parts, as 64 hexadecimal digits. Where one part ends and
// the next begins counts.
std::string DigestOfParts(absl::Span<const absl::string_view> parts);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CONTENT_DIGEST_H_
