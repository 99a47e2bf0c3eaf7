// What a history did to certain files: the commits that changed each of them,
// renames followed.

#ifndef PATCHGRAPH_ENGINE_UPSTREAM_PATH_HISTORY_H_
#define PATCHGRAPH_ENGINE_UPSTREAM_PATH_HISTORY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/git/git_commit.h"
#include "engine/git/git_repository.h"
#include "engine/model/file_state.h"

namespace patchgraph {

// Commits `from`..`to`, oldest first: parents before children.
struct CommitRange {
  std::vector<GitCommit> commits;
  ObjectId to;
};

absl::StatusOr<CommitRange> ReadCommitRange(const GitRepository& repository,
                                            const ObjectId& from,
                                            const ObjectId& to);

// A commit that changed a file, and the file as it left it.
struct PathChangeNode {
  int commit = 0;  // position in the range
  std::string path;
  absl::optional<FileState> state;  // unset: the commit deleted it

  struct Parent {
    std::string path;                 // another one where it was renamed
    absl::optional<FileState> state;  // unset: it had no such file
    // The next older change, a position in PathHistory::changes; -1 where the
    // range has none.
    int next = -1;
  };
  // One for each parent of the commit. A merge is listed only where it is like
  // none of its parents; where it is like one, that one alone is followed, as
  // `git log -- PATH` does.
  std::vector<Parent> parents;
};

struct PathHistory {
  // Newest first.
  std::vector<PathChangeNode> changes;
};

// The history of each of `paths`, as they are named at the range's end. One
// walk serves all: commits are taken newest first, and of each only those
// folders are compared that lead to a path which is still looked for. No blob
// is read but to find out, where a commit adds a file that it may have renamed,
// which one it was; renames are found by git's measure, among the files that
// the same commit deletes.
absl::StatusOr<std::vector<PathHistory>> ReadPathHistories(
    const GitRepository& repository, const CommitRange& range,
    absl::Span<const std::string> paths);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_UPSTREAM_PATH_HISTORY_H_
