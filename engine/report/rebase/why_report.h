// Where conflicts come from, as a message and as text.

#ifndef PATCHGRAPH_ENGINE_REPORT_REBASE_WHY_REPORT_H_
#define PATCHGRAPH_ENGINE_REPORT_REBASE_WHY_REPORT_H_

#include <string>

#include "engine/model/conflict.h"
#include "engine/report/rebase/why.pb.h"
#include "engine/report/text_style.h"
#include "engine/upstream/conflict_causes.h"

namespace patchgraph {

// `number` counts from 1.
void AddWhy(int number, const Conflict& conflict,
            const ExplainedConflict& explained, CausesReport* report);

// A block for each conflict, a line or two for each commit.
std::string RenderWhyText(const CausesReport& report, const TextStyle& style);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_REBASE_WHY_REPORT_H_
