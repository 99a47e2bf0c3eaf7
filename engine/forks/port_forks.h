// Carrying what upstream did to the originals over to the forks, in memory.

#ifndef PATCHGRAPH_ENGINE_FORKS_PORT_FORKS_H_
#define PATCHGRAPH_ENGINE_FORKS_PORT_FORKS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "engine/check/check.h"
#include "engine/check/file_text.h"
#include "engine/forks/drift.h"
#include "engine/git/git_repository.h"
#include "engine/model/conflict.h"
#include "engine/model/file_state.h"
#include "engine/model/patch.h"
#include "engine/model/tree.h"
#include "engine/model/verdict.h"
#include "engine/upstream/conflict_causes.h"

namespace patchgraph {

struct ForkPort {
  int fork = 0;  // its position in StackDrift::forks
  // Of upstream's change, moved onto the fork as `check` moves a patch:
  // kUpstream if the fork has all of it.
  Verdict verdict = Verdict::kClean;
  std::vector<Verdict> hunks;  // of each hunk with three lines of context
  // The fork with what could be carried over; in conflict the fork's own lines
  // stay.
  FileState ported;
  // "Ours" is the fork and "theirs" the original on the target. A deleted
  // original is a conflict, too: there is no change to carry over.
  absl::optional<Conflict> conflict;
  // What resolvers made of the regions in conflict. With no conflict left the
  // fork is kResolved, and what they settled is in `ported`.
  std::vector<RegionResolution> resolutions;
};

// One for each fork whose original has drifted, in their order. The change is
// that of the original from the stack's base to the target. `resolve` is what
// resolvers may do about conflicts.
absl::StatusOr<std::vector<ForkPort>> PortForks(
    const StackDrift& drift, AutoMode resolve = AutoMode::kOff);

// Which upstream commits the conflicts come from: an answer for each of
// `ports`, empty where there is no conflict. `base` and `onto` must be commits
// of the repository.
absl::StatusOr<std::vector<ExplainedConflict>> ExplainPorts(
    const GitRepository& repository, const Tree& base, const Tree& onto,
    const StackDrift& drift, const std::vector<ForkPort>& ports);

struct PortedPatch {
  Patch patch;
  std::vector<FileVersions> files;  // none: there is nothing to write
};

// The forks that changed, without those in conflict, as one patch that goes on
// top of the stack, wherever that is: nobody but the stack has these files.
// `stack` and `onto` are for its message.
absl::StatusOr<PortedPatch> PortPatch(const std::string& stack,
                                      const std::string& onto,
                                      const StackDrift& drift,
                                      const std::vector<ForkPort>& ports);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORKS_PORT_FORKS_H_
