// Which hunk wrote each line of a file, and where hunks took lines away.

#ifndef PATCHGRAPH_ENGINE_GRAPH_LINE_ORIGINS_H_
#define PATCHGRAPH_ENGINE_GRAPH_LINE_ORIGINS_H_

#include <set>
#include <vector>

#include "absl/types/span.h"
#include "engine/text/diff.h"
#include "engine/text/lines.h"

namespace patchgraph {

// Carried from version to version of one file along a stack. An origin is a
// number that the caller gives to a hunk; kBase stands for the file as the
// base has it.
//
// Kept in runs, so that a file of 10,000 lines with five edits costs eleven.
class LineOrigins {
 public:
  static constexpr int kBase = -1;

  // A file of `lines` lines that all come from `origin`.
  explicit LineOrigins(int lines, int origin = kBase);

  // The file changes: `edits` lead from the version described so far to the
  // next, and edit i is the work of origins[i].
  void Apply(absl::Span<const Edit> edits, absl::Span<const int> origins);

  // The origins other than kBase of the lines in `range` of the current
  // version, and of the deletions inside it or at its ends.
  std::set<int> Touching(LineRange range) const;
  // The same without the deletions.
  std::set<int> Writing(LineRange range) const;

 private:
  // A run of no lines marks a place where `origin` took lines away.
  struct Run {
    int origin;
    int lines;
  };

  static void Append(std::vector<Run>* runs, Run run);

  std::vector<Run> runs_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GRAPH_LINE_ORIGINS_H_
