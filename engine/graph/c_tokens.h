// The tokens of a line of C.

#ifndef PATCHGRAPH_ENGINE_GRAPH_C_TOKENS_H_
#define PATCHGRAPH_ENGINE_GRAPH_C_TOKENS_H_

#include <vector>

#include "absl/strings/string_view.h"

namespace patchgraph {

struct CToken {
  static constexpr char kName = 'n';
  static constexpr char kNumber = '0';
  static constexpr char kText = '"';    // a string or character literal
  static constexpr char kMember = '.';  // "." or "->"
  // One of the above, or a byte of punctuation as it is.
  char kind = 0;
  absl::string_view text;  // of a name

  bool Is(absl::string_view name) const {
    return kind == kName && text == name;
  }
};

// Splits text into tokens, line by line, and remembers between the lines
// whether a comment is open.
class CTokenizer {
 public:
  explicit CTokenizer(bool in_comment) : in_comment_(in_comment) {}

  // The tokens of the next line. A literal ends with its line at the latest.
  // Valid until the next call.
  const std::vector<CToken>& Split(absl::string_view line);

 private:
  bool in_comment_;
  std::vector<CToken> tokens_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GRAPH_C_TOKENS_H_
