// The files of the page (templates, style, script), built into the program.

#ifndef PATCHGRAPH_ENGINE_REPORT_HTML_PAGE_SOURCES_H_
#define PATCHGRAPH_ENGINE_REPORT_HTML_PAGE_SOURCES_H_

#include "absl/strings/string_view.h"

namespace patchgraph {

// The text of a file of this folder, "merge.html"; empty where there is none
// of that name.
absl::string_view PageSource(absl::string_view name);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_HTML_PAGE_SOURCES_H_
