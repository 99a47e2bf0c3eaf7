// A maintainability report as one HTML file.

#ifndef PATCHGRAPH_ENGINE_REPORT_HTML_HTML_REPORT_H_
#define PATCHGRAPH_ENGINE_REPORT_HTML_HTML_REPORT_H_

#include <string>

#include "absl/status/statusor.h"
#include "engine/report/maintainability/report.pb.h"

namespace patchgraph {

// A page that opens from a disk and loads nothing. Its content security policy
// allows no more than its own style and script, by their digests: nothing in
// the report can run or be fetched, whatever it is named. Without scripts all
// of it can be read; with them it can be filtered, and the graph be moved.
// docs/report-html.md has more.
//
// Internal where a template of ours is wrong, which no report can cause.
absl::StatusOr<std::string> HtmlReport(const MaintainabilityReport& report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_HTML_HTML_REPORT_H_
