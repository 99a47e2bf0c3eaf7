// What resolvers made of conflicts, as text for people.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_RESOLVED_TEXT_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_RESOLVED_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "engine/report/check/check.pb.h"
#include "engine/report/text_style.h"

namespace patchgraph {

// "3 regions resolved: touching-edits 2, include-list 1. 2 of them are mere
// proposals." Empty without --auto.
std::string ResolvedSentence(const ResolvedReport& report);

// A line for each region that is settled; with `style.verbose` also for those
// that are left with a proposal. Each begins with `indent`.
std::string ResolvedLines(const ResolvedReport& report,
                          absl::string_view indent, const TextStyle& style);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_RESOLVED_TEXT_H_
