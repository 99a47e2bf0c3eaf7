// Which version of its original a fork was made from.

#ifndef PATCHGRAPH_ENGINE_FORKS_OLDER_BASES_H_
#define PATCHGRAPH_ENGINE_FORKS_OLDER_BASES_H_

#include <vector>

#include "absl/status/status.h"
#include "engine/forks/drift.h"
#include "engine/git/git_commit.h"
#include "engine/git/git_repository.h"

namespace patchgraph {

// Sets ForkDrift::older where a tagged version before `base` has an original
// that is clearly nearer to the fork than the base's: fewer of the fork's lines
// are not in it, by five and by a twentieth at least. Of several such versions
// it is the one with the shortest diff to the fork. Versions are the tags of
// commits that `base` descends from, the 128 nearest in time, and tags of mere
// trees, which are taken for older than all others.
absl::Status FindOlderBases(const GitRepository& repository,
                            const GitCommit& base,
                            std::vector<ForkDrift>* forks);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORKS_OLDER_BASES_H_
