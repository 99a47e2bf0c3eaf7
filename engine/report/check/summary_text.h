// The end of a report for people: its figures in words, and what to do next.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_SUMMARY_TEXT_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_SUMMARY_TEXT_H_

#include <string>
#include <vector>

#include "engine/report/check/check.pb.h"
#include "engine/report/text_style.h"

namespace patchgraph {

// Sentences, each fit for a terminal and on its own: "15 of 390 files in
// conflict, 20 regions.", …
std::vector<std::string> SummarySentences(const CheckReport& report);

// They and the next steps (next_steps.h), laid out.
std::string RenderSummary(const CheckReport& report, const TextStyle& style);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_SUMMARY_TEXT_H_
