// One report over all jobs of a matrix, from what their runs left.

#ifndef PATCHGRAPH_CLI_MATRIX_MATRIX_REPORT_H_
#define PATCHGRAPH_CLI_MATRIX_MATRIX_REPORT_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "cli/matrix/matrix_jobs.h"
#include "cli/matrix/matrix_report.pb.h"
#include "cli/report/examined_stack.h"
#include "engine/report/text_style.h"
#include "patchdb/run_store.h"

namespace patchgraph {

// What the run of a job answers; a gate of that stack alone asks the same.
RunQuestion QuestionOfJob(const MatrixJob& job, const ReportQuestion& question);

// The run seen last of each job. The same runs give the same report, whoever
// made them and in which order. A null `store` is one without runs.
absl::StatusOr<MatrixReport> GatherMatrix(absl::Span<const MatrixJob> jobs,
                                          const ReportQuestion& question,
                                          RunStore* store);

std::string RenderMatrix(const MatrixReport& report, const TextStyle& style);
std::string RenderMatrixMarkdown(const MatrixReport& report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_MATRIX_MATRIX_REPORT_H_
