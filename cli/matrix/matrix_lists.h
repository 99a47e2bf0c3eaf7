// The jobs of a matrix as schedulers take them.

#ifndef PATCHGRAPH_CLI_MATRIX_MATRIX_LISTS_H_
#define PATCHGRAPH_CLI_MATRIX_MATRIX_LISTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "cli/matrix/matrix_jobs.h"

namespace patchgraph {

// "json", "github", "gitlab", "slurm", "kubernetes": the forms of --list.
std::vector<std::string> MatrixListForms();

// `jobs` in that form. With `shares`, above 0, the list is of shares rather
// than of jobs, no more of them than there are jobs. InvalidArgument where the
// scheduler takes no list so long.
//
//   json        {"jobs": [{"index": 0, "stack": "xen", "onto": "v2.6.17",
//               "share": "1/2"}, …]}
//   github      the value of strategy.matrix, on one line
//   gitlab      a job's `parallel: matrix:`, as a child pipeline includes it
//   slurm       the value of --array, "1-12"
//   kubernetes  what makes a Job an indexed one, as kubectl patch takes it
absl::StatusOr<std::string> ListJobs(absl::Span<const MatrixJob> jobs,
                                     absl::string_view form, int shares);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_MATRIX_MATRIX_LISTS_H_
