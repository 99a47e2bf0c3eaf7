// What could stand in the place of a conflict, for a person to look at.

#ifndef PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_PROPOSALS_H_
#define PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_PROPOSALS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "engine/model/conflict.h"
#include "engine/report/maintainability/report.pb.h"
#include "engine/resolutions/reuse_resolutions.h"

namespace patchgraph {

// The likeliest proposal for each region of a conflict of contents: what
// somebody made of the same conflict before, as `find` remembers it (null:
// nothing is remembered), else what the resolvers think of it, with its chance
// to be right, where that is not small. `number` is the conflict's own. Other
// conflicts have none. Errors come from `find` and from reading the three
// texts.
absl::StatusOr<std::vector<ProposalReport>> ProposalsFor(
    const Conflict& conflict, int number, const ResolutionFinder& find);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_PROPOSALS_H_
