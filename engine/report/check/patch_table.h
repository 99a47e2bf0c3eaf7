// A stack's patches as a table: one row a patch, quiet ones of a long stack
// folded.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_PATCH_TABLE_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_PATCH_TABLE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "engine/report/check/check.pb.h"
#include "engine/report/text_style.h"

namespace patchgraph {

// `onto` is the target's name, empty without one. Each line ends in a line
// feed.
std::string RenderPatchTable(const StackReport& stack, absl::string_view onto,
                             const TextStyle& style);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_PATCH_TABLE_H_
