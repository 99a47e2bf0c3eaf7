// A range of commits as a series of patches.

#ifndef PATCHGRAPH_ENGINE_SOURCE_GIT_RANGE_H_
#define PATCHGRAPH_ENGINE_SOURCE_GIT_RANGE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/git/git_repository.h"
#include "engine/git/git_tree.h"
#include "engine/model/patch.h"

namespace patchgraph {

// "A..B": the commits that B has and A has not. "A.." ends at HEAD, "..B"
// begins there, as in git.
struct GitRange {
  std::string from;
  std::string to;
};

// InvalidArgument if `text` has no "..", or three dots (which for git is
// something else), or nothing besides.
absl::StatusOr<GitRange> ParseGitRange(absl::string_view text);

struct GitRangeOptions {
  // What to do with merge commits: refuse the range and name the first merge,
  // or leave them out, with a note for each in the series. Then a conflict
  // that a merge resolved is met again, and later patches may not apply; the
  // series itself is `git rev-list --topo-order --reverse --no-merges`.
  bool linear = false;
};

struct GitRangeSeries {
  // A patch for each commit, oldest first. Its name is the id's first twelve
  // digits, its preamble the whole message. Each file change has the whole
  // file before (`original`) and after (`replacement`), read when asked for,
  // in the order of their paths. Kinds are add, modify and delete; a file that
  // went away where one of the same bytes came is a rename.
  Series series;
  // What the first patch goes onto: the tree of the range's start, or, where
  // the end does not descend from it, of their merge base.
  std::shared_ptr<const GitTree> base;
};

// Refused with InvalidArgument: an empty range, merges (see above), and a path
// that must not be written, such as ".git/config".
absl::StatusOr<GitRangeSeries> ReadGitRange(const GitRepository& repository,
                                            const GitRange& range,
                                            const GitRangeOptions& options);

// A commit that is no merge as a patch, as above.
absl::StatusOr<Patch> ReadCommitPatch(const GitRepository& repository,
                                      const GitCommit& commit);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_SOURCE_GIT_RANGE_H_
