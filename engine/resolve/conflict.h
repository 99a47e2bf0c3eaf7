// A conflict of a file merge, taken out of its file, with what is known of how
// either side came to it.

#ifndef PATCHGRAPH_ENGINE_RESOLVE_CONFLICT_H_
#define PATCHGRAPH_ENGINE_RESOLVE_CONFLICT_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/model/object_id.h"
#include "engine/text/merge.h"

namespace patchgraph {

// The file as one commit of one side left it.
struct FileVersion {
  std::shared_ptr<const std::string> text;
  ObjectId commit;
  std::string subject;       // the first line of the commit's message
  std::string author;        // "A U Thor <author@example.com>"
  int64_t committed_at = 0;  // seconds since 1970
};

// How each side of a merge came from the base to what it is: one line of
// commits each, the oldest first, the base left out, the side itself last.
// Where a side's history has merges, the parent that led to its text. Empty
// where no history is at hand.
struct FileHistories {
  std::vector<FileVersion> ours;
  std::vector<FileVersion> theirs;
  // What each line grew out of: the newest version before it that both sides
  // have. Null where that is the base, or is not known.
  std::shared_ptr<const std::string> our_start;
  std::shared_ptr<const std::string> their_start;
};

// A conflict's piece of the file as a commit of one side left it.
struct PieceVersion {
  absl::string_view text;             // belongs to the FileVersion
  const FileVersion* made = nullptr;  // the first version that has this text
};

// How one side came from the base's piece to its own.
struct PieceLine {
  // The oldest first, the base left out, the side's own text last; only those
  // in which the piece changed. Empty where it is not known.
  std::vector<PieceVersion> versions;
  // Whether the line grew out of what the base has there. Where it did not, it
  // begins with texts that are older than the base.
  bool from_base = true;
};

struct PieceHistory {
  PieceLine ours;
  PieceLine theirs;
};

// One conflict. The texts are whole lines, as the three diffs met (the diff3
// style, MergeRegion::met), and belong to the merge.
struct FileConflict {
  std::string path;  // in the tree: it says what kind of lists a file has
  absl::string_view base;
  absl::string_view ours;
  absl::string_view theirs;
  const FileMerge* merge = nullptr;          // all of the file
  int region = 0;                            // its place in merge->met
  const FileHistories* histories = nullptr;  // of the file; never null
  // Of the piece; see history/piece_reader.h. Null: to be read when it is asked
  // for, which costs a diff for each version each time.
  const PieceHistory* pieces = nullptr;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLVE_CONFLICT_H_
