// Where the comments of a text are.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_COMMENTS_H_
#define PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_COMMENTS_H_

#include "absl/strings/string_view.h"
#include "engine/text/lines.h"

namespace patchgraph {

enum class CommentStyle {
  kNone,   // nobody knows what a comment is: a document, a list of settings
  kBlock,  // /* of C */, and // to the end of the line
  kHash,   // # at the begin of a line, as in Kconfig files and makefiles
};
CommentStyle CommentStyleOf(absl::string_view path);

// The tokens of C, each comment and each literal being one. A comment that is
// not closed goes to the end.
Lines TokensAndComments(absl::string_view text);

// Whether a line of a C file begins within a comment, by what stands before it.
bool BeginsInComment(const Lines& file, int line);

// Whether an element, of which blanks at the begin do not count, is a comment:
// a token of TokensAndComments(), or a line of a kHash file, where blank lines
// are taken for comments.
bool IsComment(CommentStyle style, absl::string_view element);

// Whether the last of the elements is a comment that goes on behind the text.
bool EndsInComment(const Lines& tokens_and_comments);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_TEXTUAL_COMMENTS_H_
