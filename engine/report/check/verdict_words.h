// How many patches have which verdict, in words.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_VERDICT_WORDS_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_VERDICT_WORDS_H_

#include <string>

#include "engine/report/check/check.pb.h"

namespace patchgraph {

// "3 clean, 1 upstream and 2 in conflict"; empty where all counts are 0.
std::string VerdictWords(const VerdictCounts& counts);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_VERDICT_WORDS_H_
