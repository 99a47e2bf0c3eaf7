// What a verdict of the gate says, in a sentence.

#ifndef PATCHGRAPH_RULES_GATE_WORDS_H_
#define PATCHGRAPH_RULES_GATE_WORDS_H_

#include <string>

#include "engine/report/gate/gate.pb.h"

namespace patchgraph {

// "3 breaks, 0 allowed", "17 files in conflict, 15 in the baseline, 1 more
// allowed". `untold`: the report or the baseline does not have it.
std::string VerdictSentence(const GateVerdict& verdict, bool has_baseline,
                            bool untold);

}  // namespace patchgraph

#endif  // PATCHGRAPH_RULES_GATE_WORDS_H_
