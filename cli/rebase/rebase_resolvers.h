// What resolvers do in a rebase of commits.

#ifndef PATCHGRAPH_CLI_REBASE_REBASE_RESOLVERS_H_
#define PATCHGRAPH_CLI_REBASE_REBASE_RESOLVERS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/git/git_repository.h"
#include "engine/rebase/rebase_session.h"

namespace patchgraph {

// Fills in `resolve` and `histories` of `host`, for "safe", "propose" or "off",
// as is everything else.
void UseResolvers(const std::shared_ptr<const GitRepository>& repository,
                  absl::string_view how, RebaseHost* host);

// What was settled, a sentence each.
std::vector<std::string> ResolvedNotes(
    const std::vector<ResolvedConflict>& resolved);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REBASE_REBASE_RESOLVERS_H_
