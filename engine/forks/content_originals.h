// Files of a tree that have many rare lines in common with indexed ones.

#ifndef PATCHGRAPH_ENGINE_FORKS_CONTENT_ORIGINALS_H_
#define PATCHGRAPH_ENGINE_FORKS_CONTENT_ORIGINALS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "engine/forks/line_index.h"
#include "engine/model/file_state.h"
#include "engine/model/tree.h"

namespace patchgraph {

// Whose original is looked for.
struct ContentQuestion {
  int indexed = 0;  // its number in the index
  std::string path;
};

struct ContentOriginal {
  int indexed = 0;
  std::string path;  // in the tree
  FileState file;
  int shared = 0;  // lines of the indexed file that it has
};

// For each question the files that may be the original by the rule that
// FindForksOf states, in the order of the questions and of paths; of those,
// only such as share at least four fifths of the most lines that one shares.
absl::StatusOr<std::vector<ContentOriginal>> FindContentOriginals(
    absl::Span<const ContentQuestion> questions, const LineIndex& index,
    const Tree& tree);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORKS_CONTENT_ORIGINALS_H_
