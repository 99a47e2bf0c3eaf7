// The report of a check as text for people.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_CHECK_TEXT_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_CHECK_TEXT_H_

#include <string>

#include "engine/report/check/check.pb.h"
#include "engine/report/text_style.h"

namespace patchgraph {

// For each stack a table of its patches, then the files in trouble, each
// conflict with what the sides have, what the stacks have between them, the
// figures in words, and what to do next.
// Nothing in the report can act on a terminal: control characters are shown as
// such. Lines are no longer than `style.width` where a name or a path allows.
std::string RenderText(const CheckReport& report, const TextStyle& style);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_CHECK_TEXT_H_
