// Tokens, each with the blanks and line ends before it.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_SPACED_TOKENS_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_SPACED_TOKENS_H_

#include "absl/strings/string_view.h"
#include "engine/resolve/textual/edit_merge.h"
#include "engine/resolve/textual/tokens.h"
#include "engine/text/lines.h"

namespace patchgraph {

// Cuts the texts into tokens that are equal if they are but for the space
// before them. The last element of each text is what stands behind its last
// token; it is equal to nothing else, and there is always one. `tokens` cuts a
// text without leaving anything out.
ThreeTexts CutIntoSpacedTokens(absl::string_view base, absl::string_view ours,
                               absl::string_view theirs,
                               Lines (*tokens)(absl::string_view) = Tokens);

// The blanks and line ends that an element begins with.
absl::string_view SpaceOf(absl::string_view element);

// Of a space with a line end in it, what follows the last one.
absl::string_view IndentOf(absl::string_view space);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_SPACED_TOKENS_H_
