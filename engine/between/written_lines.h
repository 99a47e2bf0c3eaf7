// Which hunks of a stack are behind a change of a file, however many patches it
// took.

#ifndef PATCHGRAPH_ENGINE_BETWEEN_WRITTEN_LINES_H_
#define PATCHGRAPH_ENGINE_BETWEEN_WRITTEN_LINES_H_

#include <vector>

#include "absl/types/span.h"
#include "engine/apply/patch_step.h"
#include "engine/text/diff.h"
#include "engine/text/lines.h"

namespace patchgraph {

// A part of a file that a stack changed, with all the hunks that had to do with
// it, in the stack's order.
struct WrittenPart {
  LineRange before;  // lines of the stack's base
  LineRange after;   // lines of the file as it is now
  std::vector<HunkKey> hunks;
};

// Into the stack's order, each once.
void SortHunks(std::vector<HunkKey>* hunks);

// Carried from version to version of one file. Unlike LineOrigins it knows
// where on the base a change is, and forgets no hunk: one whose lines a later
// one rewrote is behind the outcome as well.
class WrittenLines {
 public:
  // A file of `lines` lines that are all the base's.
  explicit WrittenLines(int lines);

  // `edits` lead to the next version; edit i is the work of hunks[i].
  void Apply(absl::Span<const Edit> edits, absl::Span<const HunkKey> hunks);
  // Every line is replaced by `lines` new ones.
  void ReplaceAll(int lines, const HunkKey& hunk);

  // In order; between two of them is at least one line of the base.
  std::vector<WrittenPart> Parts() const;

 private:
  // Lines of the base that are still there, or lines of a hunk; a hunk's piece
  // of no lines marks that it took some away, or that its own were.
  struct Piece {
    int base = -1;  // the first line on the base; -1: the hunk's lines
    int lines = 0;
    HunkKey hunk;
  };

  int base_lines_;
  int lines_;  // now
  std::vector<Piece> pieces_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_BETWEEN_WRITTEN_LINES_H_
