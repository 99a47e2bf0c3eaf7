// Which hunk wrote each line of a file, and where hunks took lines away.

#ifndef PATCHGRAPH_ENGINE_GRAPH_LINE_ORIGINS_H_
#define PATCHGRAPH_ENGINE_GRAPH_LINE_ORIGINS_H_

#include <cstdint>
#include <set>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "engine/text/diff.h"
#include "engine/text/lines.h"

namespace patchgraph {

// Carried from version to version of one file along a stack. An origin is a
// number that the caller gives to a hunk; kBase stands for the file as the
// base has it.
//
// Kept in runs, so that a file of 10,000 lines with five edits costs eleven,
// and the runs in a treap (Seidel and Aragon, "Randomized Search Trees", 1996),
// so that an edit costs the logarithm of their number, wherever it is.
class LineOrigins {
 public:
  static constexpr int kBase = -1;
  // For a file whose number of lines does not matter.
  static constexpr int kManyLines = 1 << 30;

  // What becomes of the marks at either end of an edit that leaves one itself.
  enum class OldMarks {
    kStay,  // to name everybody who had to do with a place
    kGo,    // to follow needs: who touches the place from now on touches the
            // edit, and through it those before
  };

  // A file of `lines` lines that all come from `origin`.
  explicit LineOrigins(int lines, int origin = kBase,
                       OldMarks old_marks = OldMarks::kStay);

  // The file changes: `edits` lead from the version described so far to the
  // next, and edit i is the work of origins[i].
  // Where an edit takes lines away, a mark stays.
  void Apply(absl::Span<const Edit> edits, absl::Span<const int> origins);

  // Lines of one origin, or, where `lines` is empty, a place where it took some
  // away.
  struct Piece {
    int origin;
    LineRange lines;
  };
  // The pieces other than kBase that have a line in `range` of the current
  // version, and the marks inside it or at its ends, in order.
  void ForEach(LineRange range,
               absl::FunctionRef<void(const Piece& piece)> visit) const;

  // The origins other than kBase of the lines in `range` of the current
  // version, and of the deletions inside it or at its ends.
  std::set<int> Touching(LineRange range) const;
  // The same without the deletions.
  std::set<int> Writing(LineRange range) const;

 private:
  // A position in nodes_.
  using Tree = int;
  static constexpr Tree kNone = -1;

  // A run; one of no lines is a mark.
  struct Node {
    int origin;
    int lines;
    int total;  // lines of the tree below, its own among them
    std::uint32_t priority;
    Tree left;
    Tree right;
  };
  // Where marks at the place of a cut go.
  enum class Marks { kLeft, kRight };

  Tree MakeNode(int origin, int lines);
  int TotalOf(Tree tree) const {
    return tree == kNone ? 0 : nodes_[tree].total;
  }
  void Update(Tree tree);
  // The runs before and behind line `at`.
  void Split(Tree tree, int at, Marks marks, Tree* before, Tree* behind);
  Tree Join(Tree before, Tree behind);
  // `tree` without the marks at its beginning, or at its end.
  Tree WithoutFirstMarks(Tree tree);
  Tree WithoutLastMarks(Tree tree);
  void Free(Tree tree);
  void Visit(Tree tree, int at, LineRange range,
             absl::FunctionRef<void(const Piece& piece)> visit) const;

  OldMarks old_marks_;
  std::vector<Node> nodes_;
  std::vector<Tree> free_;
  std::uint32_t random_ = 1;
  Tree root_ = kNone;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GRAPH_LINE_ORIGINS_H_
