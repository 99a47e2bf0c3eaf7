// Small reports made by hand, for tests of what is made of them.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_SAMPLE_REPORT_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_SAMPLE_REPORT_H_

#include <string>

#include "engine/report/check/check.pb.h"

namespace patchgraph {

// A report in the text format of protocol buffers; its totals are filled in.
CheckReport ParseReport(const std::string& text);

// Four patches, one of them a sparse tree, moved from v1 to v2: one of each of
// upstream, offset, blocked and conflict, and a masked hunk.
CheckReport SampleReport();

// `patches` clean ones, of which each hundredth is in conflict.
CheckReport LongReport(int patches);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_SAMPLE_REPORT_H_
