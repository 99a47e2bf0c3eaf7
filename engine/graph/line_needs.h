// What an edit needs of the hunks that wrote the lines around it.

#ifndef PATCHGRAPH_ENGINE_GRAPH_LINE_NEEDS_H_
#define PATCHGRAPH_ENGINE_GRAPH_LINE_NEEDS_H_

#include <vector>

#include "engine/graph/dependency.h"
#include "engine/graph/line_origins.h"
#include "engine/text/diff.h"

namespace patchgraph {

struct LineNeed {
  int origin;
  DependencyReason reason;
  LineRange lines;  // of the file before the edit
};

// The needs of an edit of the version that `origins` describes, one for each
// piece it meets within three lines: kRewrites, kInside, kAcross, kTouches or
// kNear. Three lines are what people review a change in, whatever context its
// patch was written with.
std::vector<LineNeed> NeedsOf(const Edit& edit, const LineOrigins& origins);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GRAPH_LINE_NEEDS_H_
