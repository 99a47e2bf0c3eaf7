// Every stack on every target, and how many machines share them.

#ifndef PATCHGRAPH_CLI_MATRIX_MATRIX_JOBS_H_
#define PATCHGRAPH_CLI_MATRIX_MATRIX_JOBS_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace patchgraph {

// One stack on one target, as both are named.
struct MatrixJob {
  std::string stack;
  std::string onto;
};

// All jobs in their order: the first stack on each target, then the next.
std::vector<MatrixJob> JobsOf(absl::Span<const std::string> stacks,
                              absl::Span<const std::string> targets);

// The share `number`, from 1, of `count`.
struct MatrixShare {
  int number = 1;
  int count = 1;
};

// The value of a variable of the environment; empty without one.
using ReadEnvironment = std::function<std::string(const char* name)>;

// "3/8"; or "env/8" and "env", where a scheduler says in the environment which
// share this is. Looked at in this order are SLURM_ARRAY_TASK_ID (from 1; of
// how many it says for a whole array alone), JOB_COMPLETION_INDEX (from 0) and
// CI_NODE_INDEX (from 1, with CI_NODE_TOTAL). InvalidArgument for anything
// else.
absl::StatusOr<MatrixShare> ParseShare(absl::string_view text,
                                       const ReadEnvironment& environment);

// Those of a share: every count-th. Each job is in exactly one share, and
// shares differ by one job at most.
std::vector<MatrixJob> JobsOfShare(absl::Span<const MatrixJob> jobs,
                                   const MatrixShare& share);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_MATRIX_MATRIX_JOBS_H_
