// What resolvers made of conflicts, as a message and as text.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_RESOLVED_REPORT_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_RESOLVED_REPORT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/check/check.h"
#include "engine/report/check/check.pb.h"
#include "engine/resolve/resolve_file.h"

namespace patchgraph {

// Adds the resolutions to what the report has, and says in which mode they were
// made.
void AddResolutions(absl::Span<const RegionResolution> resolutions,
                    AutoMode mode, ResolvedReport* report);

// "safe", "propose", "off".
absl::string_view Name(AutoMode mode);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_RESOLVED_REPORT_H_
