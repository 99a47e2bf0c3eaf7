#include "engine/model/in_parallel.h"

#include <tbb/parallel_for.h>

#include <vector>

namespace patchgraph {

absl::Status InParallel(std::size_t count,
                        absl::FunctionRef<absl::Status(std::size_t)> work) {
  std::vector<absl::Status> results(count);
  tbb::parallel_for(std::size_t{0}, count,
                    [&](std::size_t i) { results[i] = work(i); });
  for (const absl::Status& result : results) {
    if (!result.ok()) return result;
  }
  return absl::OkStatus();
}

}  // namespace patchgraph
