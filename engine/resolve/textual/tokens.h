#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_TOKENS_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_TOKENS_H_

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/resolve/textual/edit_merge.h"
#include "engine/text/edit.h"
#include "engine/text/lines.h"

namespace patchgraph {

// Cuts a text into the tokens of C, as far as the bytes alone tell them: words
// (identifiers and numbers), operators, runs of blanks, and line ends. Nothing
// is left out, so that the tokens one after the other are the text. Comments
// and literals are cut into words as well, for that is how people change them.
Lines Tokens(absl::string_view text);

// The length of the token that a text begins with; the text is not empty.
std::size_t TokenLength(absl::string_view text);

ThreeTexts CutIntoTokens(absl::string_view base, absl::string_view ours,
                         absl::string_view theirs);

// A name or number, by its first byte.
bool IsWord(absl::string_view token);
// Blanks or a line end.
bool IsWhite(absl::string_view token);

// The edits that turn one text into another, token by token. Where two edits
// have nothing between them but punctuation and blanks that would be found
// anywhere, they are one. A token may have blanks before it, or be a whole
// comment.
std::vector<Edit> DiffTokens(const InternedLines& before,
                             const InternedLines& after);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_TOKENS_H_
