// The conflicts of a merge of trees, file by file.

#ifndef PATCHGRAPH_ENGINE_RESOLUTIONS_FILES_IN_CONFLICT_H_
#define PATCHGRAPH_ENGINE_RESOLUTIONS_FILES_IN_CONFLICT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "engine/merge/tree_merge.h"
#include "engine/resolutions/resolution.h"
#include "engine/text/merge_text.h"

namespace patchgraph {

struct FileInConflict {
  std::string path;
  // Its paths in the result, and on base, ours and theirs; empty where a side
  // has no file.
  std::vector<std::string> paths;
  // Set where lines are in conflict.
  std::shared_ptr<const TextMerge> text;
  // Set where it is in conflict as a whole, in a way that can be known again.
  absl::optional<ConflictIdentity> whole;
  // What the merge has for it; nullopt: no file.
  absl::optional<FileState> merged;
  // The modes disagree as well, or the path does: lines alone do not settle it.
  bool more_than_lines = false;
};

// Those of which `text` or `whole` is set, by path.
std::vector<FileInConflict> FilesInConflict(const TreeMerge& merge);

// As git: with a side's path behind its label, where the paths are not all the
// same.
MarkerLabels LabelsOf(const FileInConflict& file, MarkerLabels labels);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLUTIONS_FILES_IN_CONFLICT_H_
