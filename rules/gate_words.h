// What a verdict of the gate says, in a sentence.

#ifndef PATCHGRAPH_RULES_GATE_WORDS_H_
#define PATCHGRAPH_RULES_GATE_WORDS_H_

#include <string>

#include "engine/report/gate/gate.pb.h"

namespace patchgraph {

// "3 breaks, 0 allowed", "17 files in conflict, 15 in the baseline, worse by 1
// allowed"; by the outcome where that is "unmeasured" or "no-baseline".
// `has_baseline`: there is one, whatever it knows.
std::string VerdictSentence(const GateVerdict& verdict, bool has_baseline);

}  // namespace patchgraph

#endif  // PATCHGRAPH_RULES_GATE_WORDS_H_
