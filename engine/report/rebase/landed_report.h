// What has landed, as a message and as text.

#ifndef PATCHGRAPH_ENGINE_REPORT_REBASE_LANDED_REPORT_H_
#define PATCHGRAPH_ENGINE_REPORT_REBASE_LANDED_REPORT_H_

#include <string>

#include "absl/types/span.h"
#include "engine/apply/patch_step.h"
#include "engine/report/rebase/landed.pb.h"
#include "engine/report/text_style.h"
#include "engine/upstream/landed_patches.h"

namespace patchgraph {

UpstreamCommitReport ReportOf(const GitCommit& commit);

// `landed` has an answer for each of `steps`.
void AddLandedStack(const std::string& name, const std::string& base,
                    bool history, absl::Span<const PatchStep> steps,
                    absl::Span<const LandedPatch> landed, LandedReport* report);

// A line for each patch that has landed or may have, with its commits below;
// with `style.verbose` the others too.
std::string RenderLandedText(const LandedReport& report,
                             const TextStyle& style);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_REBASE_LANDED_REPORT_H_
