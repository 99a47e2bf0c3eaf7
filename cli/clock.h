// The time, for what is dated.

#ifndef PATCHGRAPH_CLI_CLOCK_H_
#define PATCHGRAPH_CLI_CLOCK_H_

#include "absl/time/time.h"

namespace patchgraph {

// By the clock, or SOURCE_DATE_EPOCH where what is made has to be the same
// again: https://reproducible-builds.org/specs/source-date-epoch/.
absl::Time DatedNow();

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_CLOCK_H_
