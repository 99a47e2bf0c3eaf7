// A merged file taken apart into its conflicts and the text between them.

#ifndef PATCHGRAPH_ENGINE_RESOLUTIONS_CONFLICT_PIECES_H_
#define PATCHGRAPH_ENGINE_RESOLUTIONS_CONFLICT_PIECES_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "engine/model/conflict.h"
#include "engine/resolutions/resolution.h"
#include "engine/text/merge.h"

namespace patchgraph {

// The file is clean[0], conflicts[0], clean[1], …, clean[conflicts.size()].
struct ConflictPieces {
  // Merged text. Where both sides of a conflict of the diff3 style come to the
  // same text there is nothing to resolve: it is a part of this.
  std::vector<std::string> clean;
  std::vector<ConflictIdentity> conflicts;
  // The region of each conflict, in the merge's list of that style.
  std::vector<const MergeRegion*> regions;
};

// In the diff3 style conflicts are of scope kRegion; in the merge style, which
// has no base to each, of scope kSides. The regions are those of `merge`, which
// must outlive them.
ConflictPieces TakeApart(const FileMerge& merge,
                         ConflictStyle style = ConflictStyle::kDiff3);

// Fills in `before` and `after` of each conflict from the text around it.
void AddContext(ConflictPieces* pieces);

// The identity of a conflict about a file as a whole. nullopt where it is not
// one that can be known again by its three sides: renames, folders, symlinks
// and submodules, whose outcome is spread over several paths, and a conflict
// of lines.
absl::optional<ConflictIdentity> WholeFileIdentity(const Conflict& conflict);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_RESOLUTIONS_CONFLICT_PIECES_H_
