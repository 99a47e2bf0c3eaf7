// How each side of a merge came to its version of a file, read from git.

#ifndef PATCHGRAPH_ENGINE_UPSTREAM_SIDE_HISTORIES_H_
#define PATCHGRAPH_ENGINE_UPSTREAM_SIDE_HISTORIES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/git/git_repository.h"
#include "engine/model/object_id.h"
#include "engine/resolve/conflict.h"

namespace patchgraph {

// A file on one side of a merge.
struct MergeSide {
  ObjectId commit;
  std::string path;  // sides differ in it where one renamed the file
};

// The versions that the commits of one side alone made of the file, as `git log
// OTHER..COMMIT -- PATH` names them: of a merge that is like one of its parents
// that parent is followed, of one that is like none the first. Renames are
// followed too. What both sides have is no part of either, so that it does not
// matter how many merge bases there are: where they cross, each line begins at
// the version that it had in common with the other last, which need not be the
// base that git merges over; FileHistories::our_start and their_start say what
// it was.
//
// With `base`, the blob that is merged over, a line is first looked for by
// itself: back along the file's history until it was that blob. That reads a
// fraction of the commits that finding out what the other side has would take.
// A side that made the file what it was in the base, and then changed it again,
// has the newer commits alone.
//
// Of a large file with many versions only the newest are read, of each side
// some 32 MB.
//
// NotFound where a commit is missing or a side does not have its file. A list
// is empty where the side alone never changed it.
absl::StatusOr<FileHistories> ReadSideHistories(
    const GitRepository& repository, const MergeSide& ours,
    const MergeSide& theirs,
    const absl::optional<ObjectId>& base = absl::nullopt);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_UPSTREAM_SIDE_HISTORIES_H_
