// What a stack comes to, file by file, on the ground where it is compared with
// another one: its own base, or the target that both were moved to.

#ifndef PATCHGRAPH_ENGINE_BETWEEN_NET_CHANGE_H_
#define PATCHGRAPH_ENGINE_BETWEEN_NET_CHANGE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/between/stack_files.h"
#include "engine/check/check.h"
#include "engine/model/file_state.h"
#include "engine/model/tree.h"
#include "engine/text/diff.h"
#include "engine/text/line_table.h"

namespace patchgraph {

// A file of the ground before the stack and after all of it: the two differ.
struct NetChange {
  int stack = 0;
  std::string before_path;  // empty: the stack adds the file
  std::string after_path;   // empty: it deletes the file
  absl::optional<FileState> before;
  absl::optional<FileState> after;
  StackFile file;  // the same file in the stack

  bool adds() const { return before_path.empty(); }
  bool deletes() const { return after_path.empty(); }
  bool renames() const {
    return !adds() && !deletes() && before_path != after_path;
  }
  bool edits_content() const {
    return !adds() && !deletes() && before->blob != after->blob;
  }
  bool changes_mode() const {
    return !adds() && !deletes() && before->mode != after->mode;
  }
  // The path by which the stack's side is known.
  const std::string& path() const {
    return deletes() ? before_path : after_path;
  }
};

// What of a stack could not be compared.
struct LeftOutOfComparison {
  int hunks = 0;
  int files = 0;  // changes of files that failed as a whole
  // Their positions, each once; none of a stack that was squashed.
  std::vector<int> patches;
};

struct NetChanges {
  std::vector<NetChange> files;
  LeftOutOfComparison left_out;
};

// On the stack's own base. Left out is what did not apply to it.
NetChanges NetChangesOnBase(const StackCheck& check, int stack);

// On the target `onto` of the check. Left out is what is in conflict there, or
// blocked; of a squashed stack each file with a conflict.
absl::StatusOr<NetChanges> NetChangesOnTarget(const StackCheck& check,
                                              const Tree& onto, int stack);

// An edit that leads from the ground's lines to the stack's, and the hunks
// behind it.
struct NetEdit {
  Edit edit;
  std::vector<HunkKey> hunks;
};

// A file of the ground, or the empty text where it has none.
struct GroundText {
  Bytes bytes;
  InternedLines lines;
};

// The lines of a changed file on both sides.
struct NetText {
  std::shared_ptr<const GroundText> ground;
  Bytes bytes;
  InternedLines lines;
  Bytes stack_bytes;  // the stack's own last version, where it is another
  // From the ground's lines to these, as Diff() makes them, so that two stacks
  // collide where git would stop.
  std::vector<NetEdit> edits;
};

absl::StatusOr<std::shared_ptr<const GroundText>> ReadGroundText(
    const absl::optional<FileState>& state, LineTable* table);

// Reads the change's file, which is absent or text, and compares it with the
// ground's. Texts of one `table` can be compared with each other; those who
// keep them have to outlive it.
absl::StatusOr<NetText> ReadNetText(const NetChange& change,
                                    const StackCheck& check,
                                    std::shared_ptr<const GroundText> ground,
                                    LineTable* table);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_BETWEEN_NET_CHANGE_H_
