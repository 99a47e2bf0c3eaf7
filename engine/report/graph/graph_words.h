// Dependencies in words.

#ifndef PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_WORDS_H_
#define PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "engine/report/graph/graph.pb.h"

namespace patchgraph {

// What a patch does that makes it need another one, which the sentence calls
// "it": "rewrites what it wrote at lines 12-14 of kernel/timer.c". Not made fit
// for a terminal.
std::string ReasonWords(const GraphReasonReport& reason);

// The reasons of an edge, the surest first and at most `most` of them:
// "rewrites … that it wrote; uses …, which it defines; and 2 more". Those that
// read the same are said once.
std::string EdgeWords(const GraphEdgeReport& edge, size_t most);

// "12 content, 3 order and 1 build"; empty where all counts are 0.
std::string KindWords(const KindCounts& counts);

// The sentence for a level of an answer: what its patches are there for.
// "apply", "context" or "judgement".
std::string LevelWords(absl::string_view level);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_GRAPH_GRAPH_WORDS_H_
