// How each side of a merge came to its version of a file, read from git.

#ifndef PATCHGRAPH_ENGINE_UPSTREAM_SIDE_HISTORIES_H_
#define PATCHGRAPH_ENGINE_UPSTREAM_SIDE_HISTORIES_H_

#include <string>

#include "absl/status/statusor.h"
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
// OTHER..COMMIT -- PATH` names them; renames are followed. What both sides have
// is no part of either, so that it does not matter how many merge bases there
// are: where they cross, each side's list begins at the version that it had in
// common with the other last on its own line, which need not be the base that
// git merges over. Whoever maps a base's lines through a list should diff the
// base against its first version.
//
// NotFound where a commit is missing or a side does not have its file. A list
// is empty where the side alone never changed it.
absl::StatusOr<FileHistories> ReadSideHistories(const GitRepository& repository,
                                                const MergeSide& ours,
                                                const MergeSide& theirs);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_UPSTREAM_SIDE_HISTORIES_H_
