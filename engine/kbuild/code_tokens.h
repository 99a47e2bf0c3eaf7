// The tokens of C or assembler source, as the preprocessor sees them.

#ifndef PATCHGRAPH_ENGINE_KBUILD_CODE_TOKENS_H_
#define PATCHGRAPH_ENGINE_KBUILD_CODE_TOKENS_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace patchgraph {

struct CodeToken {
  enum Kind : unsigned char { kName, kNumber, kLiteral, kPunctuation };

  absl::string_view text;
  int line = 0;  // from 0
  Kind kind = kPunctuation;
  // No token comes before it on its line. A comment is no reason for a new
  // line, nor is a line that was continued with a backslash.
  bool starts_line = false;
  bool follows_space = false;

  bool Is(absl::string_view other) const { return text == other; }
};

// The tokens of a text, without comments and space. The views are into `text`,
// or into a copy without continued lines.
class CodeTokens {
 public:
  // Splits `text`, which must outlive it. Never fails: a quote that no other
  // closes on its line is a token by itself, as in "don't" in an assembler's
  // comment.
  explicit CodeTokens(absl::string_view text);

  const std::vector<CodeToken>& tokens() const { return tokens_; }
  int line_count() const { return line_count_; }
  // The text ends within a comment that begins on this line; else -1.
  int open_comment() const { return open_comment_; }

 private:
  void Split(absl::string_view text, const std::vector<std::size_t>& starts);

  std::unique_ptr<const std::string> joined_;
  std::vector<CodeToken> tokens_;
  int line_count_ = 0;
  int open_comment_ = -1;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_CODE_TOKENS_H_
