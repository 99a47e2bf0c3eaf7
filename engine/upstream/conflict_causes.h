// Which commits a conflict comes from.

#ifndef PATCHGRAPH_ENGINE_UPSTREAM_CONFLICT_CAUSES_H_
#define PATCHGRAPH_ENGINE_UPSTREAM_CONFLICT_CAUSES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "engine/git/git_commit.h"
#include "engine/git/git_repository.h"
#include "engine/model/conflict.h"
#include "engine/model/object_id.h"

namespace patchgraph {

// A commit that touched the lines in conflict: docs/why.md has the definitions.
struct ConflictCause {
  GitCommit commit;
  // The base has it and the target has not: a backport. Otherwise the target
  // has it and the base has not.
  bool on_base = false;
  // With it taken out of the target's file (`on_base`: picked into it) and the
  // conflict merged again, a region is gone. False: it is incidental.
  bool prerequisite = false;
  // Other commits that have to be taken with it for that; each of them has this
  // one in its list.
  std::vector<ObjectId> together;
  // The regions (positions in Conflict::regions) that it touched, and those
  // that are gone. Empty where the conflict is about the file as a whole.
  std::vector<int> regions;
  std::vector<int> solves;
};

struct ExplainedConflict {
  // The newest first, those of the target before those of the base.
  std::vector<ConflictCause> causes;
};

// One answer for each of `conflicts`, of patches made for `base`, on `onto`.
// The files' histories are walked back from the two commits to where they
// parted, all in one walk a side; blobs are read of changes to the files in
// conflict alone. What a patch of the stack did to the lines is not in it.
absl::StatusOr<std::vector<ExplainedConflict>> ExplainConflicts(
    const GitRepository& repository, const ObjectId& base, const ObjectId& onto,
    absl::Span<const Conflict> conflicts);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_UPSTREAM_CONFLICT_CAUSES_H_
