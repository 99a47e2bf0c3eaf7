// The resolutions that a rebase remembers, and what it is reminded of.

#ifndef PATCHGRAPH_CLI_REBASE_REBASE_MEMORY_H_
#define PATCHGRAPH_CLI_REBASE_REBASE_MEMORY_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/git/git_identity.h"
#include "engine/git/git_repository.h"
#include "engine/rebase/rebase_session.h"

namespace patchgraph {

// Fills in `find`, `reuse` and `learn` of `host`, for "off", "propose" or
// "auto". What cannot be stored does
// not keep the rebase from going on: it is added to `notes`, which must outlive
// `host`.
void UseStoredResolutions(
    const std::shared_ptr<const GitRepository>& repository,
    const GitPerson& person, absl::string_view how,
    std::vector<std::string>* notes, RebaseHost* host);

// What was found for the files of a conflict, a sentence each.
std::vector<std::string> ReuseNotes(const std::vector<ReusedFile>& files);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_REBASE_REBASE_MEMORY_H_
