// How far the originals of a stack's forks have moved on without them.

#ifndef PATCHGRAPH_ENGINE_FORKS_DRIFT_H_
#define PATCHGRAPH_ENGINE_FORKS_DRIFT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/check/check.h"
#include "engine/forks/commit_rules.h"
#include "engine/forks/fork.h"
#include "engine/git/git_commit.h"
#include "engine/git/git_repository.h"
#include "engine/model/stack.h"
#include "engine/model/tree.h"

namespace patchgraph {

// An upstream commit that changed an original.
struct DriftCommit {
  GitCommit commit;
  std::vector<std::string> flags;  // see CommitRules
};

// What became of an original on the target.
enum class OriginalFate { kSame, kChanged, kRenamed, kDeleted };
// "same", "changed", "renamed", "deleted". A renamed one may have changed, too.
absl::string_view Name(OriginalFate fate);

// A version of the original, older than the stack's base, that the fork is
// clearly nearer to.
struct OlderBase {
  // Tags: the newest version with this original, and the oldest.
  std::string version;
  std::string since;
  // Nothing older is known: it may be older still.
  bool or_older = false;
  int similarity = 0;  // percent, as Fork::similarity
  // Lines of the fork that it has not, and that the original on the stack's
  // base has not.
  int lines_apart = 0;
  int lines_apart_from_base = 0;
  // The hunks (without context) from there to the stack's base, which the fork
  // may lack as well.
  int hunks = 0;
};

// A patch of the stack itself that changes an original and not the fork.
struct OwnChange {
  std::string patch;
  int hunks = 0;    // without context
  int lacking = 0;  // those that the fork does not have
};

struct ForkDrift {
  Fork fork;
  OriginalFate fate = OriginalFate::kSame;
  std::string original_now;  // its path on the target; empty if it is gone
  absl::optional<FileState> target;
  // What upstream changed in the original between the stack's base and the
  // target: hunks without context, as `git diff -U0` counts them. 0 for a
  // binary file, and for one that is gone.
  int hunks = 0;
  // Positions in StackDrift::commits, the newest first.
  std::vector<int> commits;
  absl::optional<OlderBase> older;
  std::vector<OwnChange> own;  // in the stack's order; some hunk is lacking

  // Whether upstream has moved on.
  bool drifted() const { return fate != OriginalFate::kSame; }
};

struct StackDrift {
  int added = 0;                 // files that the stack adds, forks or not
  std::vector<ForkDrift> forks;  // by path
  // Whether there is a history from the base to the target.
  bool history = false;
  // The target is the older one: `commits` are those that it lacks.
  bool backwards = false;
  // Those that changed an original, the newest first.
  std::vector<DriftCommit> commits;
};

// `check` is that of the stack on its own base. `repository` may be null; the
// commits are read if base and target are commits of it. One walk through the
// history serves all originals.
absl::StatusOr<StackDrift> MeasureDrift(const Stack& stack,
                                        const StackCheck& check,
                                        const std::shared_ptr<const Tree>& onto,
                                        const GitRepository* repository,
                                        const CommitRules& rules);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORKS_DRIFT_H_
