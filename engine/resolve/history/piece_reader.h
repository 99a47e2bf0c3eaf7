// The versions of one piece of a file, out of the versions of the file.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_HISTORY_PIECE_READER_H_
#define PATCHGRAPH_ENGINE_RESOLVE_HISTORY_PIECE_READER_H_

#include <string>
#include <vector>

#include "engine/resolve/conflict.h"
#include "engine/text/edit.h"
#include "engine/text/line_table.h"
#include "engine/text/merge.h"

namespace patchgraph {

// Compares each version with the base once, when it is made; then the pieces of
// all of a file's conflicts cost little. Merge and histories must outlive it,
// and what it returns refers to the histories.
class PieceReader {
 public:
  PieceReader(const FileMerge& merge, const FileHistories& histories);

  // Of the conflict at merge.met[region]. A piece is what stands in a version
  // between the lines that enclose the conflict's base lines; a version that
  // changed one of these two is left out, unless comparing it with the side's
  // own text tells as well.
  PieceHistory Read(int region) const;

 private:
  struct Version {
    const FileVersion* version = nullptr;
    InternedLines lines;
    std::vector<Edit> from_base;
    std::vector<Edit> from_side;
  };
  struct Line {
    InternedLines side;
    std::vector<Version> versions;  // the oldest first
    bool has_start = false;         // versions.front() is what it grew out of
  };

  Line ReadLine(const Lines& side, const std::vector<FileVersion>& versions,
                const std::string* start);
  PieceLine PiecesOf(const Line& line, LineRange base, LineRange side) const;

  const FileMerge& merge_;
  LineTable table_;
  InternedLines base_;
  Line ours_;
  Line theirs_;
};

// What `conflict.pieces` has, or what a reader of its own finds.
PieceHistory PiecesOf(const FileConflict& conflict);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_HISTORY_PIECE_READER_H_
