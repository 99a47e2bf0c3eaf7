// What resolvers may know of a target's files: the commits that made them.

#ifndef PATCHGRAPH_CLI_TARGET_HISTORIES_H_
#define PATCHGRAPH_CLI_TARGET_HISTORIES_H_

#include <memory>

#include "engine/check/check.h"
#include "engine/git/git_repository.h"
#include "engine/model/tree.h"

namespace patchgraph {

// The commits that took a file from the stack's base to the target: the history
// of ours. A patch has none. Nothing where base and target are not both commits
// of the repository, where the texts are not theirs to the byte (an earlier
// patch of the stack has changed them, or the file was renamed), or where the
// base has commits to the file that the target lacks. Null where that holds of
// every file.
HistoriesOf TargetHistories(std::shared_ptr<const GitRepository> repository,
                            std::shared_ptr<const Tree> base,
                            std::shared_ptr<const Tree> onto);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_TARGET_HISTORIES_H_
