// What changed since an earlier check, for people.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_SINCE_TEXT_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_SINCE_TEXT_H_

#include <string>

#include "engine/report/check/check.pb.h"
#include "engine/report/text_style.h"

namespace patchgraph {

// A sentence, and a line for each conflict that is new or gone; of many only
// the first unless `style.verbose`.
std::string RenderSince(const SinceReport& since, const TextStyle& style);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_SINCE_TEXT_H_
