#ifndef PATCHGRAPH_TESTDATA_BENCH_MEASURED_SOURCE_H_
#define PATCHGRAPH_TESTDATA_BENCH_MEASURED_SOURCE_H_

#include <string>

#include "engine/resolve/measured.h"

namespace patchgraph {

// engine/resolve/measured_data.cc, which builds it in.
std::string MeasuredSource(const Measured& with_histories,
                           const Measured& without);

}  // namespace patchgraph

#endif  // PATCHGRAPH_TESTDATA_BENCH_MEASURED_SOURCE_H_
