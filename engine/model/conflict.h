// A conflict as a value: what could not be decided, and between what.

#ifndef PATCHGRAPH_ENGINE_MODEL_CONFLICT_H_
#define PATCHGRAPH_ENGINE_MODEL_CONFLICT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/model/file_state.h"

namespace patchgraph {

// "Ours" is the tree that is moved to (onto), "theirs" the stack, as in a git
// merge of the stack into onto.
enum class ConflictKind {
  kContent,       // both sides edit the same lines
  kAddAdd,        // both add the file, with different content
  kModifyDelete,  // the stack modifies what onto deleted
  kDeleteModify,  // the stack deletes what onto modified
  kRename,        // renames disagree: to two names, of a deleted file, two
                  // files to one name, or into a folder that moved
  kMode,          // both change the mode, differently
  kSymlink,       // a symlink (or submodule) against a file, or two of them
  kDirectory,     // a folder stands where a file should, or a file or symlink
                  // where a folder should
  kBinary,        // both change a file that has no lines to merge
  kMasked,        // a later whole file of the same stack undoes a hunk
};

// The name in JSON, docs and golden files. Never changes.
absl::string_view Name(ConflictKind kind);
absl::Span<const ConflictKind> AllConflictKinds();

// Lines of a file: `start` from 1 (the line before where `text` is empty).
struct Excerpt {
  int start = 0;
  std::string text;
};

// One place in a file that both sides changed.
struct ConflictRegion {
  Excerpt base;
  Excerpt ours;
  Excerpt theirs;
  // Hunks of the patch that meet here: their positions in the file change.
  std::vector<int> hunks;
};

struct Conflict {
  ConflictKind kind = ConflictKind::kContent;
  std::string path;    // where the result would stand
  std::string detail;  // a finer name within the kind, such as "rename/delete";
                       // the same words as git's where git has the case
  std::string message;  // one sentence for people
  std::string stack;
  std::string patch;  // the patch that met it; empty with --squash
  // With --squash: the patches of the stack that wrote the lines in conflict.
  std::vector<std::string> patches;
  // The paths on each side, where they differ from `path`.
  std::string base_path;
  std::string ours_path;
  std::string theirs_path;
  // The three terms; unset where a side has no file.
  absl::optional<FileState> base;
  absl::optional<FileState> ours;
  absl::optional<FileState> theirs;
  std::vector<ConflictRegion> regions;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MODEL_CONFLICT_H_
