// The places of a report that somebody may have to act on, in one flat list:
// what a code-scanning page shows, and what is new or gone since another run.

#ifndef PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_FINDINGS_H_
#define PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_FINDINGS_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/report/maintainability/figures.pb.h"
#include "engine/report/maintainability/report.pb.h"

namespace patchgraph {

// A kind of finding. docs/report.md has the same table; a test compares the
// two.
struct FindingKind {
  absl::string_view name;
  // What one is, without a full stop.
  absl::string_view meaning;
  // A figure that a report has if and only if it was looked for such findings:
  // without it, no finding says nothing.
  absl::string_view figure;
};

// All that there are; findings are listed in this order.
absl::Span<const FindingKind> FindingKinds();

// Null if there is no such kind.
const FindingKind* FindFindingKind(absl::string_view name);

// The subsystem of a path of the tree.
using SubsystemOfPath = std::function<std::string(absl::string_view path)>;

// The findings of the report's parts: by kind as above, then in the order of
// the part that they come from. `subsystem` may be null. Each has a fingerprint
// of its own. `report.findings()` is not looked at.
std::vector<Finding> FindingsOf(const MaintainabilityReport& report,
                                const SubsystemOfPath& subsystem);

// The SHA-256, as 64 hexadecimal digits, of what a finding is known by: its
// kind, stack, flavour and path, and its content. Content is text from which
// what may change without the finding being another one was taken out; see
// NormalisedContent() in content_digest.h. `occurrence` counts from 1 among the
// findings of a run that are else the same.
std::string FindingFingerprint(const Finding& finding,
                               absl::string_view content, int occurrence);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_FINDINGS_H_
