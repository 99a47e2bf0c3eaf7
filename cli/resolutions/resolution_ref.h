// Resolutions shared between people: a ref that git pushes and fetches.

#ifndef PATCHGRAPH_CLI_RESOLUTIONS_RESOLUTION_REF_H_
#define PATCHGRAPH_CLI_RESOLUTIONS_RESOLUTION_REF_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "engine/git/git_repository.h"
#include "engine/resolutions/resolution.h"
#include "patchdb/resolution_text.h"

namespace patchgraph {

constexpr char kResolutionsRef[] = "refs/patchgraph/resolutions";

// What `revision` has: NotFound if there is no such commit.
absl::StatusOr<ReadResolutions> ReadResolutionsAt(
    const GitRepository& repository, const std::string& revision);

// Sets kResolutionsRef to a commit that has what it had and `resolutions` as
// well, with its old value as parent. How many are new in it; where none is, no
// commit is made. Aborted if the ref moves meanwhile.
absl::StatusOr<int> AddToResolutionsRef(
    const GitRepository& repository, absl::Span<const Resolution> resolutions);

// Makes kResolutionsRef contain the commit `revision`: it moves forward to it
// or, where both have something new, becomes a commit with all resolutions of
// the two and both as parents, which can be pushed to where `revision` is from.
absl::Status JoinResolutionsRef(const GitRepository& repository,
                                const std::string& revision);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_RESOLUTIONS_RESOLUTION_REF_H_
