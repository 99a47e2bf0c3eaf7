// What a stack touches, and how fast upstream moves there, as a message.

#ifndef PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_FOOTPRINT_REPORT_H_
#define PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_FOOTPRINT_REPORT_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/apply/patch_step.h"
#include "engine/kbuild/patched_stack.h"
#include "engine/model/tree.h"
#include "engine/report/maintainability/report.pb.h"

namespace patchgraph {

// A stack and what it makes of its base. Owns nothing.
struct FootprintSubject {
  std::shared_ptr<const Tree> base;
  const PatchedStack* stack = nullptr;
  const std::vector<PatchStep>* steps = nullptr;
};

// The files, lines, headers and subsystems (with their size and pace, from each
// base to `onto`); the rest is filled in by CompleteFootprint(). Trees are
// listed as a whole, and the sources of a base are read once if the stacks
// change headers. `subsystem` must be set.
absl::StatusOr<FootprintReport> MeasureFootprint(
    absl::Span<const FootprintSubject> subjects, const Tree& onto,
    const std::function<std::string(absl::string_view path)>& subsystem);

// Fills in `report->footprint()` what follows from the other parts: conflicts,
// forks and reaching hunks of each subsystem and its burden, keystones, and the
// changes that a driver would notice.
void CompleteFootprint(
    const std::function<std::string(absl::string_view path)>& subsystem,
    MaintainabilityReport* report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_FOOTPRINT_REPORT_H_
