// A report as Markdown: for a wiki page, or a comment to a pull request.

#ifndef PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_MARKDOWN_REPORT_H_
#define PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_MARKDOWN_REPORT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "engine/report/maintainability/report.pb.h"

namespace patchgraph {

// GitHub's Markdown, which GitLab reads as well: the answer first, tables
// folded in <details>. Text from patches stands as it is and means nothing.
std::string RenderMarkdownReport(const MaintainabilityReport& report);

// The text on one line, with every character that Markdown or HTML would act on
// made harmless; "|" too, so that it may stand in a table.
std::string MarkdownText(absl::string_view text);

// The same as code. Backquotes in it are kept apart by longer ones around it.
std::string MarkdownCode(absl::string_view text);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_MAINTAINABILITY_MARKDOWN_REPORT_H_
