// In what a file differs from C, as far as comments and line ends go.

#ifndef PATCHGRAPH_ENGINE_KBUILD_CODE_DIALECT_H_
#define PATCHGRAPH_ENGINE_KBUILD_CODE_DIALECT_H_

#include "absl/strings/string_view.h"

namespace patchgraph {

struct CodeDialect {
  // A line that begins with '#' and a word that is no directive is a comment.
  bool hash_begins_comment = false;
  // So is the rest of a line behind any '#': on some architectures only.
  bool hash_ends_code = false;
  // An instruction ends with its line.
  bool lines_count = false;
};

CodeDialect DialectOf(absl::string_view path, absl::string_view text);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_CODE_DIALECT_H_
