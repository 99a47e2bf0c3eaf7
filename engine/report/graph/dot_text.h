// Text inside of DOT.

#ifndef PATCHGRAPH_ENGINE_REPORT_GRAPH_DOT_TEXT_H_
#define PATCHGRAPH_ENGINE_REPORT_GRAPH_DOT_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace patchgraph {

// Foreign text as a part of a label or tooltip, between quotes. Graphviz shows
// it letter for letter: no escape of its own (\N, \l), no entity (&lt;) and no
// quote in it has a meaning. Control characters are shown as Visible() does.
std::string DotEscape(absl::string_view text);

// "\"a\\nb\"": lines that are escaped already, as a quoted label.
std::string DotLabel(absl::string_view escaped_lines);

// The colour that a patch of this verdict is filled with, "#rrggbb".
absl::string_view VerdictColour(absl::string_view verdict);
// The attributes of an arrow whose surest kind is this one.
absl::string_view KindStyle(absl::string_view kind);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_GRAPH_DOT_TEXT_H_
