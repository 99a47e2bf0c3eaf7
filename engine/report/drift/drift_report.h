// How far forks have drifted, as a message and as text.

#ifndef PATCHGRAPH_ENGINE_REPORT_DRIFT_DRIFT_REPORT_H_
#define PATCHGRAPH_ENGINE_REPORT_DRIFT_DRIFT_REPORT_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "engine/forks/drift.h"
#include "engine/forks/port_forks.h"
#include "engine/report/drift/drift.pb.h"
#include "engine/report/text_style.h"

namespace patchgraph {

// What --port adds.
struct PortedStack {
  std::vector<ForkPort> ports;
  // One for each of `ports`, or none at all.
  std::vector<ExplainedConflict> causes;
  // Of the stack itself on the target.
  std::vector<Conflict> stack_conflicts;
  AutoMode resolve = AutoMode::kOff;
};

void AddDriftStack(const std::string& name, const std::string& base,
                   const StackDrift& drift,
                   const absl::optional<PortedStack>& ported,
                   DriftReport* report);

// Whether there is anything to do: with --port a conflict, else a fork that has
// drifted or that a patch of its own stack misses.
bool HasDrift(const DriftReport& report);

// The answer in a line, then the forks that drifted, those with most hunks
// first, a line for each commit; with `style.verbose` all of them, the commits
// and the forks that did not drift, and each conflict with its text.
std::string RenderDriftText(const DriftReport& report, const TextStyle& style);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_DRIFT_DRIFT_REPORT_H_
